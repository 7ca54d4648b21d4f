// Starts a station with a small demo and a data folder of its own, tries its web application in a real browser, and ends it.
//   node tests/run.mjs STATION.dll [OPTIONS OF playwright test]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const divisor = 100;
const [dll, ...options] = process.argv.slice(2);
if (!dll) throw new Error('usage: node tests/run.mjs STATION.dll [OPTIONS OF playwright test]');

const data = mkdtempSync(join(tmpdir(), 'border-web-'));
const [grpc, web] = [await freePort(), await freePort()];
const address = `http://127.0.0.1:${web}`;
const settings = [`--Listen:Url=http://127.0.0.1:${grpc}`, `--Headquarters:Url=${address}`, `--Demo:Divisor=${divisor}`];
const station = spawn('dotnet', [dll, '--demo', '--data', data, ...settings], { stdio: ['ignore', 'pipe', 'inherit'] });
const gone = once(station, 'exit');
try {
  await Promise.race([bulletin(), gone.then(() => Promise.reject(new Error('The station ended before it showed its demo.')))]);
  process.exitCode = await runTests();
  if (station.exitCode !== null) throw new Error('The station ended during the tests.');
} finally {
  station.kill('SIGTERM');
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

// The station prints it when the demo is stored and counted.
async function bulletin() {
  await once(createInterface({ input: station.stdout }), 'line');
}

async function runTests() {
  const folder = dirname(fileURLToPath(import.meta.url));
  const tests = spawn(process.execPath, [join(folder, '../node_modules/@playwright/test/cli.js'), 'test', ...options], {
    cwd: join(folder, '..'),
    stdio: 'inherit',
    env: { ...process.env, BORDER_WEB: address },
  });
  const [code] = await once(tests, 'exit');
  return code;
}
