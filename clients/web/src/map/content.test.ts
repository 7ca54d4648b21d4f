import { expect, test } from 'vitest';
import { cornersOf, radiusOf } from './content';

test('the corners hold lines, points and circles', () => {
  const corners = cornersOf({
    lines: [
      [
        [100, 20],
        [101, 22],
      ],
    ],
    points: [{ at: [99, 21] }],
    circles: [{ at: [103, 25], amount: 1 }],
  });

  expect(corners).toEqual([
    [99, 20],
    [103, 25],
  ]);
});

test('nothing has no corners', () => {
  expect(cornersOf({ lines: [], points: [], circles: [] })).toBeNull();
});

test('four times the amount is twice the radius, and nothing is no circle', () => {
  expect(radiusOf(100, 100) / radiusOf(25, 100)).toBe(2);
  expect(radiusOf(0, 100)).toBe(0);
});
