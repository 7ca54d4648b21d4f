// Starts a server on a free port with a data folder of its own, runs the tests against it, and ends it.
//   node run.mjs FEEDS SERVER.dll [OPTIONS OF node --test]
// FEEDS are those that the server has: patrols,persons,cases,seizures,statistics.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientOf, fromFile } from './client/contract.mjs';

const startMs = 60_000;
const [feeds, dll, ...options] = process.argv.slice(2);
if (!dll) throw new Error('usage: node run.mjs FEEDS SERVER.dll [OPTIONS OF node --test]');

const data = mkdtempSync(join(tmpdir(), 'border-interop-'));
const port = await freePort();
const address = `127.0.0.1:${port}`;
const server = spawn('dotnet', [dll], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, Listen__Url: `http://${address}`, Storage__DataDirectory: data, Logging__LogLevel__Default: 'Warning' },
});
const gone = once(server, 'exit');
try {
  await Promise.race([serving(), gone.then(() => Promise.reject(new Error('The server ended before it served.')))]);
  process.exitCode = await runTests();
  if (server.exitCode !== null) throw new Error('The server ended during the tests.');
} finally {
  server.kill('SIGTERM');
  await gone;
  rmSync(data, { recursive: true, force: true });
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

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

async function runTests() {
  const folder = dirname(fileURLToPath(import.meta.url));
  const tests = spawn(process.execPath, ['--test', '--test-concurrency=2', ...options], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, BORDER_SERVER: address, BORDER_FEEDS: feeds },
  });
  const [code] = await once(tests, 'exit');
  return code;
}
