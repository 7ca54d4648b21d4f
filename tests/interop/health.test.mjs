// Health and reflection, which tell a client what is there.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import grpc from '@grpc/grpc-js';
import { refusal, unary } from './client/calls.mjs';
import { clientOf, fromFile, fromProtos } from './client/contract.mjs';
import { recordKinds } from './client/records.mjs';
import { ask, servicesOf } from './client/reflection.mjs';
import { address, feeds } from './client/server.mjs';

const services = [
  'border.feed.v1.FeedService',
  ...recordKinds.map((kind) => kind.service),
  ...(feeds.includes('statistics') ? ['border.statistics.v1.StatisticsService'] : []),
];

describe('health', () => {
  let health;

  before(() => (health = clientOf(fromFile('health.proto'), 'grpc.health.v1.Health', address)));
  after(() => health.close());

  const firstOfWatch = (service) =>
    new Promise((resolve, reject) => {
      const watch = health.Watch({ service }, { deadline: Date.now() + 10_000 });
      watch.on('data', ({ status }) => resolve({ status, watch }));
      watch.on('error', reject);
    });

  for (const service of ['', ...services]) {
    test(`'${service}' serves`, async () => {
      assert.equal((await unary(health, 'Check', { service })).status, 'SERVING');
    });
  }

  test('a service that is not here is not found', async () => {
    const error = await refusal(unary(health, 'Check', { service: 'border.none.v1.NoneService' }));

    assert.equal(error.code, grpc.status.NOT_FOUND);
  });

  test('a watch tells the status at once and goes on until it is cancelled', async () => {
    const { status, watch } = await firstOfWatch(services[0]);
    const ended = new Promise((resolve) => watch.on('error', resolve));
    watch.cancel();

    assert.equal(status, 'SERVING');
    assert.equal((await ended).code, grpc.status.CANCELLED);
  });

  test('a watch of a service that is not here says so and waits', async () => {
    const { status, watch } = await firstOfWatch('border.none.v1.NoneService');
    watch.on('error', () => {});
    watch.cancel();

    assert.equal(status, 'SERVICE_UNKNOWN');
  });
});

for (const version of ['v1', 'v1alpha']) {
  describe(`reflection ${version}`, () => {
    test('lists every service', async () => {
      const names = await servicesOf(address, version);

      for (const service of [...services, 'grpc.health.v1.Health']) assert.ok(names.includes(service), service);
    });

    test('gives a file by its name', async () => {
      const [answer] = await ask(address, version, [{ file_by_filename: 'border/type/v1/field.proto' }]);

      assert.ok(answer.file_descriptor_response.file_descriptor_proto.some((file) => file.includes('FieldRule')));
    });

    test('says that a symbol is not there', async () => {
      const [answer] = await ask(address, version, [{ file_containing_symbol: 'border.none.v1.NoneService' }]);

      assert.equal(answer.error_response.error_code, grpc.status.NOT_FOUND);
    });
  });
}

test('the server serves every method of the contract', async () => {
  const contract = fromProtos();
  const client = new grpc.Client(address, grpc.credentials.createInsecure());
  const raw = (bytes) => bytes;
  for (const { path } of services.flatMap((service) => Object.values(contract[service]))) {
    const code = await new Promise((resolve) => {
      const call = client.makeBidiStreamRequest(path, raw, raw, new grpc.Metadata(), { deadline: Date.now() + 10_000 });
      call.on('data', () => {});
      call.on('error', () => {});
      call.on('status', (status) => resolve(status.code));
      call.write(Buffer.from([0xff]));
      call.end();
    });
    assert.equal(code, grpc.status.INVALID_ARGUMENT, path);
  }
  client.close();
});
