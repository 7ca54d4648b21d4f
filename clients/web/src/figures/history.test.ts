import { afterEach, expect, test, vi } from 'vitest';
import { knownDays, today } from './history';

afterEach(() => vi.useRealTimers());

test('today is the day where the user is, which may be another in Greenwich', () => {
  vi.setSystemTime(new Date('2021-05-31T17:30:00Z'));

  expect(today()).toBe('2021-06-01');
});

test('a figure is asked for as known on its last day, some time after, and today, and on no day that is to come', () => {
  expect(knownDays('2021-05-31', '2021-06-10')).toEqual(['2021-05-31', '2021-06-07', '2021-06-10']);
  expect(knownDays('2021-05-31', '2021-05-20')).toEqual(['2021-05-20']);
});
