import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from './layout.ts';
import { ownProcess, terminate } from './processes.ts';
import { runProgram, startServer } from './run-program.ts';
import { groupId, idsOf } from './system-users.ts';

/** The master process of this stack's Postfix, when it runs. */
export function postfixPid(layout: Layout): number | undefined {
  return ownProcess(join(layout.queue, 'pid/master.pid'), layout.home);
}

/**
 * Starts Postfix in the background. Its master is called directly: `postfix start` first spends two
 * seconds of shell on checking folders that we have just made.
 */
export async function startPostfix(layout: Layout): Promise<void> {
  makeQueue(layout);
  const master = '/usr/lib/postfix/sbin/master';
  await startServer(master, ['-c', layout.postfix, '-w'], join(layout.postfix, 'start.log'));
}

/** Stops Postfix and waits until it is gone. */
export async function stopPostfix(layout: Layout): Promise<void> {
  const pid = postfixPid(layout);
  if (pid !== undefined) await terminate(pid);
}

/** Lets a running Postfix read its configuration again. */
export async function reloadPostfix(layout: Layout): Promise<void> {
  await runProgram('postfix', ['-c', layout.postfix, 'reload']);
}

/** What waits in the queue, as `postqueue -p` prints it: mail for outside recipients, mostly. */
export function postfixQueue(layout: Layout): Promise<string> {
  return runProgram('postqueue', ['-c', layout.postfix, '-p']);
}

// Owners and modes as in Postfix' own list, postfix-files.
const PRIVATE_FOLDERS = [
  ...['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming'],
  ...['private', 'saved', 'trace'],
];

function makeQueue({ queue, queueData }: Layout): void {
  const { uid, gid } = idsOf('postfix');
  const postdrop = groupId('postdrop');
  makeFolder(queue, 0o755, 0, 0);
  makeFolder(join(queue, 'pid'), 0o755, 0, 0);
  for (const name of PRIVATE_FOLDERS) makeFolder(join(queue, name), 0o700, uid, gid);
  makeFolder(join(queue, 'maildrop'), 0o730, uid, postdrop);
  makeFolder(join(queue, 'public'), 0o710, uid, postdrop);
  makeFolder(queueData, 0o700, uid, gid);
}

function makeFolder(path: string, mode: number, uid: number, gid: number): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
  chownSync(path, uid, gid);
}
