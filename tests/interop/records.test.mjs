// The record services and their feeds, as a client sees them that learnt the contract from the protos, and as one that
// learnt it from the server.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import { follow, submitAll, unary } from './client/calls.mjs';
import { clientOf, sources } from './client/contract.mjs';
import { creation, newArea, newId, recordKinds, voiding } from './client/records.mjs';
import { address } from './client/server.mjs';

for (const [source, load] of Object.entries(sources)) {
  for (const kind of recordKinds) {
    describe(`${kind.feed}, contract from ${source}`, () => {
      const { methods } = kind;
      let records;
      let feed;

      before(async () => {
        const contract = await load(address);
        records = clientOf(contract, kind.service, address);
        feed = clientOf(contract, 'border.feed.v1.FeedService', address);
      });

      after(() => {
        records.close();
        feed.close();
      });

      const create = (id, changes) => unary(records, methods.create, creation(kind, id, changes));
      const receiptOf = async (id) =>
        (await submitAll(records, methods.submit, [{ [kind.creating]: creation(kind, id) }])).get(`create-${id}`).accepted;

      test('a record that was made is read back whole', async () => {
        const id = newId();

        const created = await create(id);
        const read = await unary(records, methods.get, { name: `${kind.collection}/${id}` });

        assert.deepEqual(read, created);
        assert.equal(read.etag, '1');
        assert.ok(read.create_time);
        if (kind.personal) assert.ok(read[kind.personal]);
      });

      test('pages hold every record once, and nothing personal', async () => {
        const area = newArea();
        const ids = Array.from({ length: 7 }, newId);
        for (const id of ids) await create(id, { area });

        const names = [];
        let pages = 0;
        let page = { next_page_token: '' };
        do {
          page = await unary(records, methods.list, { area, page_size: 3, page_token: page.next_page_token });
          names.push(...page[kind.collection].map((record) => record.name));
          for (const record of page[kind.collection]) assert.ok(!kind.personal || !record[kind.personal]);
          pages++;
        } while (page.next_page_token);

        assert.equal(pages, 3);
        assert.deepEqual(names.toSorted(), ids.map((id) => `${kind.collection}/${id}`).toSorted());
      });

      test('a bulk stream of good and bad requests is answered one by one', async () => {
        const [good, bad, voided] = [newId(), newId(), newId()];

        const receipts = await submitAll(records, methods.submit, [
          { [kind.creating]: creation(kind, good) },
          { [kind.creating]: creation(kind, bad, { unit: '' }) },
          { void: voiding(kind, 'none', { request_id: `void-none-${good}` }) },
          { [kind.creating]: creation(kind, voided) },
          { void: voiding(kind, voided) },
          { [kind.creating]: creation(kind, good) },
          {},
        ]);

        assert.equal(receipts.size, 6);
        assert.equal(receipts.get(`create-${good}`).accepted.name, `${kind.collection}/${good}`);
        assert.equal(receipts.get(`void-${voided}`).accepted.etag, '2');
        const { error } = receipts.get(`create-${bad}`);
        assert.equal(error.code, grpc.status.INVALID_ARGUMENT);
        assert.deepEqual(error.violations.map((violation) => violation.field), [`${kind.resource}.unit`]);
        assert.equal(receipts.get(`void-none-${good}`).error.reason, 'ERROR_REASON_RECORD_NOT_FOUND');
        assert.equal(receipts.get('').error.reason, 'ERROR_REASON_INVALID_FIELDS');
      });

      test('the feed from its beginning has no gaps and nothing personal', async () => {
        const { feed_position: last } = await receiptOf(newId());

        const { events } = await follow(feed, { feed: kind.feed, max_batch: 100 }, (all) => all.length >= last);

        assert.deepEqual(events.map((event) => Number(event.position)), events.map((_, index) => index + 1));
        for (const { state } of events) {
          assert.ok(state.type_url.startsWith('type.googleapis.com/border.'));
          assert.ok(!state.value.includes('张') && !state.value.includes('invented'));
        }
      });

      test('a live feed tells of a record made meanwhile', async () => {
        const { feed_position: start } = await receiptOf(newId());
        const id = newId();
        let made;

        const { events, code } = await follow(
          feed,
          { feed: kind.feed, after_position: start },
          (all) => all.some((event) => event.record === `${kind.collection}/${id}`),
          { onData: () => (made ??= create(id)) },
        );
        await made;

        assert.equal(events.at(-1).verb, kind.verb);
        assert.equal(code, grpc.status.CANCELLED);
      });

      test('a feed taken up again goes on after the position', async () => {
        const { feed_position: first } = await receiptOf(newId());
        const { feed_position: second } = await receiptOf(newId());

        const { events } = await follow(feed, { feed: kind.feed, after_position: first }, (all) => all.length >= second - first);

        assert.equal(Number(events[0].position), Number(first) + 1);
      });
    });
  }
}
