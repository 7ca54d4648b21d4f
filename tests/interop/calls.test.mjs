// Deadlines, cancellation, compression and the actor's header.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import { follow, refusal, submitAll, unary } from './client/calls.mjs';
import { clientOf, fromProtos } from './client/contract.mjs';
import { postInGzip } from './client/frames.mjs';
import { creation, newArea, newId, recordKinds } from './client/records.mjs';
import { address } from './client/server.mjs';

const contract = fromProtos();
const [kind] = recordKinds;
const { methods } = kind;

describe('calls', () => {
  let records;
  let feed;

  before(() => {
    records = clientOf(contract, kind.service, address);
    feed = clientOf(contract, 'border.feed.v1.FeedService', address);
  });

  after(() => {
    records.close();
    feed.close();
  });

  test('a live feed ends at its deadline', async () => {
    const error = await refusal(follow(feed, { feed: kind.feed }, () => false, { deadlineMs: 700 }));

    assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
  });

  test('the server gives up a call at its deadline although the client waits on', async () => {
    const metadata = new grpc.Metadata();
    metadata.set('grpc-timeout', '300m');

    const error = await new Promise((resolve) =>
      feed.Subscribe({ feed: kind.feed }, metadata).on('data', () => {}).on('error', resolve),
    );

    assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
  });

  test('a deadline that has passed already changes nothing', async () => {
    const id = newId();

    const error = await refusal(unary(records, methods.create, creation(kind, id), { deadlineMs: -1 }));

    assert.equal(error.code, grpc.status.DEADLINE_EXCEEDED);
    const missing = await refusal(unary(records, methods.get, { name: `${kind.collection}/${id}` }));
    assert.equal(missing.code, grpc.status.NOT_FOUND);
  });

  test('a bulk stream that is cancelled keeps what it acknowledged', async () => {
    const ids = Array.from({ length: 20 }, newId);
    const acknowledged = [];
    const code = await new Promise((resolve) => {
      const call = records[methods.submit]();
      call.on('data', (receipt) => {
        acknowledged.push(receipt.accepted.name);
        if (acknowledged.length === 10) call.cancel();
      });
      call.on('error', (error) => resolve(error.code));
      for (const id of ids) call.write({ [kind.creating]: creation(kind, id) });
    });

    assert.equal(code, grpc.status.CANCELLED);
    for (const name of acknowledged) assert.equal((await unary(records, methods.get, { name })).name, name);
  });

  test('gzip is taken and given by every kind of call', async () => {
    const area = newArea();
    const zipped = { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip };
    const packing = clientOf(contract, kind.service, address, zipped);
    const following = clientOf(contract, 'border.feed.v1.FeedService', address, zipped);
    const requests = Array.from({ length: 40 }, () => ({ [kind.creating]: creation(kind, newId(), { area }) }));

    const receipts = await submitAll(packing, methods.submit, requests);
    const page = await unary(packing, methods.list, { area, page_size: 100 });
    const { events } = await follow(following, { feed: kind.feed }, (all) => all.length >= 40);
    packing.close();
    following.close();

    assert.ok([...receipts.values()].every((receipt) => receipt.accepted));
    assert.equal(page[kind.collection].length, 40);
    assert.ok(events.length >= 40);
  });

  test('an answer to a packed request is packed', async () => {
    const method = contract[kind.service][methods.create];

    const { headers, isPacked, message } = await postInGzip(address, method.path, method.requestSerialize(creation(kind, newId())));

    assert.equal(headers['grpc-encoding'], 'gzip');
    assert.ok(isPacked);
    assert.equal(method.responseDeserialize(message).etag, '1');
  });

  test('an actor in the header is taken', async () => {
    const metadata = new grpc.Metadata();
    metadata.set('border-actor', 'officer-7');

    const created = await unary(records, methods.create, creation(kind, newId()), { metadata });

    assert.equal(created.etag, '1');
  });

  test('an actor that cannot be one is refused', async () => {
    const metadata = new grpc.Metadata();
    metadata.set('border-actor', 'x'.repeat(129));

    const error = await refusal(unary(records, methods.create, creation(kind, newId()), { metadata }));

    assert.equal(error.code, grpc.status.UNAUTHENTICATED);
    assert.equal(error.info.reason, 'ERROR_REASON_ACTOR_MISSING');
  });
});
