import { expect, test, vi } from 'vitest';
import type { Services } from '../services/clients';
import { caseList } from './useCases';

const asked = { pageToken: '', pageSize: 100 };
const read = (listCases: (request: { number?: string }) => Promise<object>, number: string) =>
  caseList({ cases: { listCases } } as unknown as Services, { number }).read(asked, { signal: new AbortController().signal });

test('a number that is found in capitals only is found when it is typed in small letters', async () => {
  const listCases = vi.fn(async ({ number }: { number?: string }) => ({
    cases: number === '53.01.02-C1-2021-0018' ? [{ number }] : [],
    nextPageToken: '',
  }));

  const found = await read(listCases, '53.01.02-c1-2021-0018');

  expect(found.items).toHaveLength(1);
});

test('a number that is found as it is typed is looked for once', async () => {
  const listCases = vi.fn(async ({ number }: { number?: string }) => ({ cases: [{ number }], nextPageToken: '' }));

  await read(listCases, 'u-1-2021-0001');

  expect(listCases).toHaveBeenCalledOnce();
});
