// Starts a station with a small demo, and an empty one that is its own issuer of tokens, each with a data folder of its own; tries their
// web application in a real browser, and ends them.
//   node tests/run.mjs STATION.dll [OPTIONS OF playwright test]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const divisor = 100;
const [dll, ...options] = process.argv.slice(2);
if (!dll) throw new Error('usage: node tests/run.mjs STATION.dll [OPTIONS OF playwright test]');

const open = await start('--demo', `--Demo:Divisor=${divisor}`);
const signed = await start('--Tokens:Issuer=local');
try {
  await Promise.race([ready(), ...[open, signed].map(({ gone }) => gone.then(fail))]);
  process.exitCode = await runTests();
  if ([open, signed].some(({ process }) => process.exitCode !== null)) throw new Error('A station ended during the tests.');
} finally {
  await Promise.all([open, signed].map(end));
}

async function start(...settings) {
  const data = mkdtempSync(join(tmpdir(), 'border-web-'));
  const [grpc, web] = [await freePort(), await freePort()];
  const address = `http://127.0.0.1:${web}`;
  const listen = [`--Listen:Url=http://127.0.0.1:${grpc}`, `--Headquarters:Url=${address}`];
  const station = spawn('dotnet', [dll, '--data', data, ...listen, ...settings], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { data, address, grpc: `http://127.0.0.1:${grpc}`, process: station, gone: once(station, 'exit') };
}

async function end({ process, gone, data }) {
  process.kill('SIGTERM');
  await gone;
  rmSync(data, { recursive: true, force: true });
}

function fail() {
  throw new Error('A station ended before it was ready.');
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

// The first prints its bulletin when the demo is stored and counted; the other has made its key when it serves pages.
async function ready() {
  await once(createInterface({ input: open.process.stdout }), 'line');
  while (!(await fetch(`${signed.address}/session`).catch(() => null))?.ok) await setTimeout(100);
}

async function runTests() {
  const folder = dirname(fileURLToPath(import.meta.url));
  const tests = spawn(process.execPath, [join(folder, '../node_modules/@playwright/test/cli.js'), 'test', ...options], {
    cwd: join(folder, '..'),
    stdio: 'inherit',
    env: {
      ...process.env,
      BORDER_WEB: open.address,
      BORDER_WEB_GRPC: open.grpc,
      BORDER_WEB_SIGNED: signed.address,
      BORDER_WEB_SIGNED_DATA: signed.data,
    },
  });
  const [code] = await once(tests, 'exit');
  return code;
}
