import { timestampDate } from '@bufbuild/protobuf/wkt';
import { expect, test } from 'vitest';
import { CaseState } from '../gen/border/cases/v1/turns_pb';
import { readCasesSearch, toRequest } from './search';

test('an address keeps the filters that there are, and no others', () => {
  const search = readCasesSearch({
    area: 53,
    state: 'CLOSED',
    person: 'persons/a',
    stated_name: 'X',
    from: '2021-01-01',
    before: 'soon',
  });

  expect(Object.entries(search).filter(([, value]) => value !== undefined)).toEqual([
    ['area', '53'],
    ['state', 'CLOSED'],
    ['from', '2021-01-01'],
  ]);
});

test('filters are sent as the service takes them', () => {
  const request = toRequest({ state: 'CLOSED', from: '2021-01-01', order: 'earliest' });

  expect(request).toMatchObject({ state: CaseState.CLOSED, orderBy: 'register_time' });
  expect(request.registerTimeFrom && timestampDate(request.registerTimeFrom)).toEqual(new Date(2021, 0, 1));
});
