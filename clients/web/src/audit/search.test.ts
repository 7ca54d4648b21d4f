import { expect, test } from 'vitest';
import { today } from '../figures/history';
import { fromToday } from './search';

test('the log is shown from today on to whoever looks for nothing in particular', () => {
  expect(fromToday({ service: 'persons' }).from).toBe(today());
});

test('whoever looks for something is shown all that there is of it', () => {
  expect(fromToday({ record: 'cases/a' }).from).toBeUndefined();
  expect(fromToday({ before: '2021-05-01' }).from).toBeUndefined();
  expect(fromToday({ from: '2021-05-01' }).from).toBe('2021-05-01');
});
