import { expect, test } from 'vitest';
import { cornersOf, maxZoomOf, middleOf, nothing, radiusOf, type Shape } from './content';

const square = (x: number, y: number, side: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ],
});

test('the corners hold lines, points, circles and shapes', () => {
  const corners = cornersOf({
    ...nothing,
    lines: [
      [
        [100, 20],
        [101, 22],
      ],
    ],
    points: [{ at: [99, 21] }],
    circles: [{ at: [103, 25], amount: 1, label: '' }],
    shapes: [{ shape: square(95, 21, 1), step: null, amount: 0, label: '' }],
  });

  expect(corners).toEqual([
    [95, 20],
    [103, 25],
  ]);
});

test('nothing has no corners', () => {
  expect(cornersOf(nothing)).toBeNull();
});

test('four times the amount is twice the radius, and nothing is no circle', () => {
  expect(radiusOf(100, 100) / radiusOf(25, 100)).toBe(2);
  expect(radiusOf(0, 100)).toBe(0);
});

test('the words of a shape stand in the middle of its largest part', () => {
  const parts = [square(10, 10, 1), square(20, 30, 4), square(0, 0, 2)];
  const shape: Shape = { type: 'MultiPolygon', coordinates: parts.map((part) => part.coordinates as [number, number][][]) };

  const [x, y] = middleOf(shape);

  expect([x, y]).toEqual([22, 32]);
});

test('one place is shown with the land around it, and a way from near', () => {
  const place: [number, number] = [100, 20];

  expect(maxZoomOf([place, place])).toBeLessThan(maxZoomOf([place, [101, 20]]));
});
