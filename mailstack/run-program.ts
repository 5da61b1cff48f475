import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/**
 * Runs a program to its end and answers what it printed.
 *
 * @throws Error with the program's name and its complaint when it ends with a failure.
 */
export function runProgram(
  program: string,
  args: string[],
  input: string | Buffer = '',
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: ENVIRONMENT });
    let output = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      complaint += text;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(failure(program, args, complaint || output));
    });
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/**
 * Runs a program that puts a server into the background and ends. The server inherits its output, so
 * that goes to a file: a pipe would stay open for as long as the server lives.
 *
 * @throws Error with the program's name and its complaint when it ends with a failure.
 */
export function startServer(program: string, args: string[], logFile: string): Promise<void> {
  const log = openSync(logFile, 'w');
  return new Promise<void>((resolve, reject) => {
    const child = spawn(program, args, { env: ENVIRONMENT, stdio: ['ignore', log, log] });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(failure(program, args, readFileSync(logFile, 'utf8')));
    });
  }).finally(() => closeSync(log));
}

function failure(program: string, args: string[], complaint: string): Error {
  return new Error(`${program} ${args.join(' ')} failed: ${complaint.trim()}`);
}

// Users' shells often leave out the folders of system programs.
const SYSTEM_PATH = `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin`;
const ENVIRONMENT = { ...process.env, PATH: SYSTEM_PATH, LC_ALL: 'C' };
