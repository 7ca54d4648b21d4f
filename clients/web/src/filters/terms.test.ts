import { expect, test } from 'vitest';
import { readAuditSearch } from '../audit/search';
import { readCasesSearch } from '../cases/search';
import { readCompletenessSearch } from '../completeness/search';
import { readFiguresSearch } from '../figures/search';
import { addressOf, savedKeys, termsOf } from './terms';

test.each([
  ['CASES', readCasesSearch, { area: '53', state: 'CLOSED', assignee: 'officer-7', from: '2021-05-03', order: 'earliest' }],
  ['FIGURES', readFiguresSearch, { indicator: 'cases', period: '2021-H1', by: 'area', back: 2, small: true }],
  ['COMPLETENESS', readCompletenessSearch, { indicators: ['cases', 'arrests'], kind: 'sector' }],
  ['COMPLETENESS', readCompletenessSearch, { indicators: ['cases'] }],
] as const)('a filter of %s is what it was when it comes back', (page, read, search) => {
  const back = read(addressOf(termsOf(page, read({ ...search }))));

  expect(back).toEqual(read({ ...search }));
});

test('what leads to one record, or to what one person did, is no part of a saved filter', () => {
  expect(termsOf('CASES', readCasesSearch({ number: '5301-2021-1', area: '53' }))).toEqual([{ key: 'area', value: '53' }]);
  expect(termsOf('AUDIT', readAuditSearch({ record: 'cases/1', actor: 'officer-7' }))).toEqual([]);
});

test('no page has a key twice', () => {
  for (const keys of Object.values(savedKeys)) expect(new Set(keys).size).toBe(keys.length);
});
