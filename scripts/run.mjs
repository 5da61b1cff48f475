import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command line of one of our packages, its output shown as it comes.
 *
 * @returns the exit code, and what it printed when `capture` is asked for.
 */
export function run(commandLine, { env = {}, capture = false } = {}) {
  const [command, ...args] = commandLine.split(' ');
  const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env, PATH: path },
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
  });
  let output = '';
  child.stdout?.on('data', (data) => {
    output += data;
    process.stdout.write(data);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs named steps in turn and ends the process with 1 when one of them failed. */
export async function runAll(steps) {
  const failed = [];
  for (const [name, commandLine] of steps) {
    const { code } = await run(commandLine);
    if (code !== 0) failed.push(name);
  }
  if (failed.length) {
    console.error(`check failed: ${failed.join('; ')}`);
    process.exit(1);
  }
  console.log('check passed');
}
