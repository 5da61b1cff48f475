import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layout } from './layout.ts';
import { childrenOf, ownProcess, terminate } from './processes.ts';
import { runProgram, startServer } from './run-program.ts';

/** The master process of this stack's Dovecot, when it runs. */
export function dovecotPid(layout: Layout): number | undefined {
  return ownProcess(pidFile(layout), layout.home);
}

/** Starts Dovecot in the background; its ports answer a moment later. */
export async function startDovecot(layout: Layout): Promise<void> {
  await rm(pidFile(layout), { force: true });
  await startServer('dovecot', ['-c', configFile(layout)], join(layout.dovecot, 'start.log'));
}

/** Stops Dovecot and waits until it is gone. `SIGKILL` is for tests of what a crash does. */
export async function stopDovecot(layout: Layout, signal?: NodeJS.Signals): Promise<void> {
  const pid = dovecotPid(layout);
  if (pid === undefined) return;
  // The master alone leaves connected sessions to themselves for up to a minute.
  const sessions = childrenOf(pid);
  await terminate(pid, signal);
  await Promise.all(sessions.map((session) => terminate(session, signal)));
}

/** Lets a running Dovecot read its configuration again. */
export async function reloadDovecot(layout: Layout): Promise<void> {
  await doveadm(layout, ['reload']);
}

/** Runs doveadm on this stack and answers what it prints; throws Error with its complaint. */
export function doveadm(layout: Layout, args: string[], input?: string | Buffer): Promise<string> {
  return runProgram('doveadm', ['-c', configFile(layout), ...args], input);
}

function configFile(layout: Layout): string {
  return join(layout.dovecot, 'dovecot.conf');
}

function pidFile(layout: Layout): string {
  return join(layout.dovecot, 'run/master.pid');
}
