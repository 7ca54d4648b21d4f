// What a client learns from a refusal: the code, the reason for programs, and every field at fault.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import { refusal, unary } from './client/calls.mjs';
import { clientOf, fromProtos } from './client/contract.mjs';
import { creation, newId, recordKinds, voiding } from './client/records.mjs';
import { address } from './client/server.mjs';

const contract = fromProtos();

for (const kind of recordKinds) {
  describe(`refusals of ${kind.feed}`, () => {
    const { methods, resource } = kind;
    let records;

    before(() => (records = clientOf(contract, kind.service, address)));
    after(() => records.close());

    const create = (id, changes) => unary(records, methods.create, creation(kind, id, changes));
    const assertRefused = (error, code, reason) => {
      assert.equal(error.code, code);
      assert.equal(error.status.code, code);
      assert.equal(error.status.message, error.details);
      assert.deepEqual([error.info.domain, error.info.reason], ['border', `ERROR_REASON_${reason}`]);
    };

    test('a request with every field wrong names them all', async () => {
      const error = await refusal(unary(records, methods.create, { [`${resource}_id`]: 'Not An Id', [resource]: {}, request_id: '' }));

      assertRefused(error, grpc.status.INVALID_ARGUMENT, 'INVALID_FIELDS');
      const fields = error.violations.map((violation) => violation.field);
      assert.deepEqual(fields.toSorted(), [`${resource}_id`, ...kind.required.map((field) => `${resource}.${field}`), 'request_id'].toSorted());
      assert.ok(error.violations.every((violation) => violation.description.length > 0));
    });

    test('a record that is not there is not found', async () => {
      const name = `${kind.collection}/${newId()}`;

      const error = await refusal(unary(records, methods.get, { name }));

      assertRefused(error, grpc.status.NOT_FOUND, 'RECORD_NOT_FOUND');
      assert.equal(error.info.metadata.name, name);
    });

    test('a request sent again gets the first answer', async () => {
      const id = newId();
      const first = await create(id);

      assert.deepEqual(await create(id), first);
    });

    test('a request id with other content is refused', async () => {
      const id = newId();
      await create(id);

      assertRefused(await refusal(create(id, { area: '54' })), grpc.status.ALREADY_EXISTS, 'REQUEST_ID_REUSED');
    });

    test('a name that another request took is refused', async () => {
      const id = newId();
      await create(id);

      const error = await refusal(unary(records, methods.create, { ...creation(kind, id), request_id: `again-${id}` }));

      assertRefused(error, grpc.status.ALREADY_EXISTS, 'RECORD_EXISTS');
    });

    test('an edit of an older version is aborted and told the etag', async () => {
      const id = newId();
      await create(id);

      const error = await refusal(unary(records, methods.void, voiding(kind, id, { etag: '7' })));

      assertRefused(error, grpc.status.ABORTED, 'STALE_ETAG');
      assert.equal(error.info.metadata.etag, '1');
    });

    test('a verb in the wrong state is refused', async () => {
      const id = newId();
      await create(id);
      await unary(records, methods.void, voiding(kind, id));

      const error = await refusal(unary(records, methods.void, voiding(kind, id, { request_id: `again-${id}` })));

      assertRefused(error, grpc.status.FAILED_PRECONDITION, 'WRONG_STATE');
    });

    test('a page token of another list is refused', async () => {
      const error = await refusal(unary(records, methods.list, { page_token: 'bm90IGEgdG9rZW4' }));

      assertRefused(error, grpc.status.INVALID_ARGUMENT, 'INVALID_PAGE_TOKEN');
    });

    test('a feed position that does not exist yet is out of range', async () => {
      const feed = clientOf(contract, 'border.feed.v1.FeedService', address);

      const error = await new Promise((resolve) =>
        feed.Subscribe({ feed: kind.feed, after_position: '9007199254740991' }).on('data', () => {}).on('error', resolve),
      );
      feed.close();

      assert.equal(error.code, grpc.status.OUT_OF_RANGE);
    });

    test('a method that is not there is unimplemented', async () => {
      const path = `/${kind.service}/Delete`;
      const definition = { Delete: { ...contract[kind.service][methods.get], path } };
      const client = clientOf({ [kind.service]: definition }, kind.service, address);

      const error = await refusal(unary(client, 'Delete', { name: 'a/b' }));
      client.close();

      assert.equal(error.code, grpc.status.UNIMPLEMENTED);
    });
  });
}
