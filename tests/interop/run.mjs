// Starts a server on a free port with a data folder of its own, runs the tests against it, and ends it.
//   node run.mjs FEEDS SERVER.dll [OPTIONS OF node --test]
// FEEDS are those that the server has: patrols,persons,cases,seizures,statistics.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientOf, fromFile } from './client/contract.mjs';
import { freePort, startServer, tryServers } from './server.mjs';

const startMs = 60_000;
const [feeds, dll, ...options] = process.argv.slice(2);
if (!dll) throw new Error('usage: node run.mjs FEEDS SERVER.dll [OPTIONS OF node --test]');

const address = `127.0.0.1:${await freePort()}`;
const server = startServer(dll, { env: { Listen__Url: `http://${address}`, Headquarters__Url: 'http://127.0.0.1:0' } });
process.exitCode = await tryServers([server], serving, {
  script: ['--test', '--test-concurrency=2', ...options],
  cwd: dirname(fileURLToPath(import.meta.url)),
  env: { BORDER_SERVER: address, BORDER_FEEDS: feeds },
});

async function serving() {
  const health = clientOf(fromFile('health.proto'), 'grpc.health.v1.Health', address);
  await new Promise((resolve, reject) => health.waitForReady(Date.now() + startMs, (error) => (error ? reject(error) : resolve())));
  await new Promise((resolve, reject) => {
    const watch = health.Watch({ service: '' }, { deadline: Date.now() + startMs });
    watch.on('data', ({ status }) => status === 'SERVING' && resolve(watch.cancel()));
    watch.on('error', reject);
  });
  health.close();
}
