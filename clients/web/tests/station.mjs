import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { freePort, startServer } from '../../../tests/interop/server.mjs';

/** Starts a station that serves the web application. */
export async function startStation(dll, ...settings) {
  const [grpc, address] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  const options = [`--Listen:Url=${grpc}`, `--Headquarters:Url=${address}`, ...settings];
  return { ...startServer(dll, { options, stdout: 'pipe' }), address, grpc };
}

/** Its bulletin is printed when the demo is stored and counted. */
export const demoIsCounted = ({ stdout }) => once(createInterface({ input: stdout }), 'line');

/** A station that is its own issuer has made its key by then. */
export async function servesPages({ address }) {
  while (!(await fetch(`${address}/session`).catch(() => null))?.ok) await setTimeout(100);
}
