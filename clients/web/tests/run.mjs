// Starts a station with a small demo, and an empty one that is its own issuer of tokens, each with a data folder of its own; tries their
// web application in a real browser, and ends them.
//   node tests/run.mjs STATION.dll [OPTIONS OF playwright test]
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tryServers } from '../../../tests/interop/server.mjs';
import { demoIsCounted, servesPages, startStation } from './station.mjs';

const divisor = process.env.BORDER_WEB_DIVISOR ?? 100;
const [dll, ...options] = process.argv.slice(2);
if (!dll) throw new Error('usage: node tests/run.mjs STATION.dll [OPTIONS OF playwright test]');

const open = await startStation(dll, '--demo', `--Demo:Divisor=${divisor}`);
const signed = await startStation(dll, '--Tokens:Issuer=local');
const web = join(dirname(fileURLToPath(import.meta.url)), '..');
process.exitCode = await tryServers([open, signed], () => Promise.all([demoIsCounted(open), servesPages(signed)]), {
  script: [join(web, 'node_modules/@playwright/test/cli.js'), 'test', ...options],
  cwd: web,
  env: {
    BORDER_WEB: open.address,
    BORDER_WEB_GRPC: open.grpc,
    BORDER_WEB_SIGNED: signed.address,
    BORDER_WEB_SIGNED_DATA: signed.data,
  },
});
