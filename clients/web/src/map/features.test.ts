import { expect, test } from 'vitest';
import { nothing, type Shape } from './content';
import { featuresOf } from './features';
import { stepColors } from './steps';

const shape: Shape = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 0],
    ],
  ],
};

test('an area has the colour of its step and its words; one without a step is outlined', () => {
  const { shapes, names } = featuresOf({
    ...nothing,
    shapes: [
      { shape, step: 4, amount: 42, label: 'Yunnan\n42' },
      { shape, step: null, amount: 0, label: '' },
    ],
  });

  expect(shapes?.map(({ properties }) => properties)).toEqual([{ color: stepColors[4] }, {}]);
  expect(names?.[0]?.properties).toEqual({ label: 'Yunnan\n42', order: -42 });
});

test('the words of a circle stand beside it, those of the largest first', () => {
  const circles = [1, 400].map((amount) => ({ at: [amount, 0] as [number, number], amount, label: String(amount) }));

  const { labels } = featuresOf({ ...nothing, circles });

  expect(labels?.map(({ properties }) => properties?.below)).toEqual([2, 28]);
  expect(labels?.[1]?.properties?.order).toBeLessThan(labels?.[0]?.properties?.order);
});
