// Server processes with a data folder and ports of their own, for tests that are not in .NET.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts what a .NET assembly holds. `gone` comes true when it has ended, `stop` ends it and forgets its data. */
export function startServer(dll, { options = [], stdout = 'ignore', env = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'border-'));
  const server = spawn('dotnet', [dll, `--Storage:DataDirectory=${data}`, ...options], {
    stdio: ['ignore', stdout, 'inherit'],
    env: { ...process.env, Logging__LogLevel__Default: 'Warning', ...env },
  });
  const gone = once(server, 'exit');
  return {
    data,
    stdout: server.stdout,
    gone,
    hasEnded: () => server.exitCode !== null || server.signalCode !== null,
    async stop() {
      server.kill('SIGTERM');
      await gone;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

const given = new Set();

/** A port that nobody listens on, and that was not given before: who was given it may not listen yet. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  if (given.has(port)) return freePort();
  given.add(port);
  return port;
}

/** Waits until servers are ready, runs a script of Node that tries them, and stops them; gives the exit code of the script. */
export async function tryServers(servers, ready, { script, cwd, env }) {
  try {
    const ended = servers.map(({ gone }) => gone.then(() => Promise.reject(new Error('A server ended before it served.'))));
    await Promise.race([ready(), ...ended]);
    const tests = spawn(process.execPath, script, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
    const [code] = await once(tests, 'exit');
    if (servers.some((server) => server.hasEnded())) throw new Error('A server ended during the tests.');
    return code;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}
