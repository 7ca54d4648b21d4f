import { expect, test } from 'vitest';
import { stepColors, stepOf, stepsOf } from './steps';

test.each([
  [
    [3, 40, 900],
    [2, 10, 50, 200],
  ],
  [[7], [5]],
  [[0, 0], []],
  [
    [0.3, 0.9],
    [0.2, 0.5],
  ],
  [
    [1, 1_000_000],
    [1, 20, 500, 10_000, 200_000],
  ],
])('the steps of %j are %j', (amounts, steps) => {
  expect(stepsOf(amounts)).toEqual(steps);
});

test('every amount has a colour, the least the first', () => {
  const amounts = Array.from({ length: 60 }, (_, index) => 1.3 ** index);
  const steps = stepsOf(amounts);

  const found = amounts.map((amount) => stepOf(amount, steps));

  expect(steps.length).toBeLessThanOrEqual(stepColors.length);
  expect(found[0]).toBe(0);
  expect(found).toEqual(found.toSorted());
  expect(found).not.toContain(null);
});

test('nothing has no colour', () => {
  expect(stepOf(0, stepsOf([5, 50]))).toBeNull();
});
