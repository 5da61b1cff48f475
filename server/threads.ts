import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a program of ours in a thread of its own. `program`: its address, without `.ts` or `.js`. */
export function startThread(program: URL, options: WorkerOptions = {}): Worker {
  if (import.meta.url.endsWith('.js')) return new Worker(new URL(`${program}.js`), options);
  // Run from the sources, in development and tests: a thread does not inherit the loader of TypeScript.
  const start = `import('tsx/esm/api').then(({ register }) => (register(), import('${program}.ts')))`;
  return new Worker(start, { ...options, eval: true, execArgv: [] });
}
