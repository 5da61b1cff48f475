import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestStack } from '../mailstack/testing.ts';

/** The built bridge in a process of its own, as an administrator runs it. */
export interface BenchBridge {
  url: string;
  /** Bytes of JavaScript heap in use after a full collection. */
  heap(): Promise<number>;
  stop(): Promise<void>;
}

export async function startBenchBridge(stack: TestStack): Promise<BenchBridge> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sobre-bench-'));
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', './bench/heap-probe.mjs', 'dist/server/main.js'],
    {
      env: {
        ...process.env,
        ...stack.env,
        PORT: String(port),
        DATA_DIR: dataDir,
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const url = `http://localhost:${port}`;
  await answering(url, child);
  return {
    url,
    heap: () => ask(child),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function answering(url: string, child: ChildProcess) {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    const alive = await fetch(`${url}/healthz`).catch(() => null);
    if (alive?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The bridge did not start: build it first with "npm run build".');
}

function ask(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (bytes) => resolve(Number(bytes)));
    child.send('heap');
  });
}
