import { expect, test } from 'vitest';
import { datesOf, monthsOf } from './months';

test.each([
  ['2021', 12, '2021-01'],
  ['2021-H2', 6, '2021-07'],
  ['2021-Q4', 3, '2021-10'],
  ['2021-05', 1, '2021-05'],
])('%s has %i months from %s', (period, count, first) => {
  const months = monthsOf(period);

  expect([months.length, months[0]]).toEqual([count, first]);
});

test('a period of another form has none', () => {
  expect(monthsOf('FY2023')).toEqual([]);
  expect(datesOf([])).toBeNull();
});

test('the last month is whole', () => {
  expect(datesOf(monthsOf('2021-H2'))).toEqual([new Date(2021, 6, 1), new Date(2022, 0, 1)]);
});
