import { Code, ConnectError } from '@connectrpc/connect';
import { expect, test } from '@playwright/test';
import { refusalOf } from '../src/services/refusal';
import { cases, feed, newId, register } from './services';

test('a call through the origin is carried out once', async () => {
  const id = newId();

  const [first, second] = [await register(id), await register(id)];

  expect(second.etag).toBe(first.etag);
  expect((await cases.getCase({ name: `cases/${id}` })).area).toBe('53.01.02');
});

test('a refusal has every field at fault', async () => {
  const refused = await cases.registerCase({ case: {} }).catch((error: unknown) => error);

  expect(refused).toBeInstanceOf(ConnectError);
  const { kind, fields, reason } = refusalOf(refused);
  expect([kind, reason]).toEqual(['invalid', 'ERROR_REASON_INVALID_FIELDS']);
  expect(fields.map(({ field }) => field)).toEqual(expect.arrayContaining(['case_id', 'request_id', 'case.unit', 'case.area']));
});

test('a stream gives what happens as it happens', async () => {
  const first = await feed.snapshot({ feed: 'cases' })[Symbol.asyncIterator]().next();
  const id = newId();
  const stop = new AbortController();
  const records: string[] = [];
  const reading = (async () => {
    for await (const { events } of feed.subscribe(
      { feed: 'cases', afterPosition: first.value.position },
      { signal: stop.signal },
    )) {
      records.push(...events.map(({ record }) => record));
      if (records.includes(`cases/${id}`)) stop.abort();
    }
  })().catch((error: unknown) => expect(ConnectError.from(error).code).toBe(Code.Canceled));

  await register(id);
  await reading;

  expect(records).toContain(`cases/${id}`);
});

test('a call without what an own page sends is refused', async ({ request }) => {
  const answer = await request.post('/api/cases/border.cases.v1.CaseService/ListCases', {
    headers: { 'content-type': 'application/grpc-web+proto' },
    data: Buffer.from([0, 0, 0, 0, 0]),
  });

  expect(answer.status()).toBe(403);
});
