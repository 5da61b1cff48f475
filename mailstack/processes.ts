import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The process that a pid file names, when it lives and works below `home`. A pid file outlives a crash
 * or a restart of the machine, and its number may by then belong to a stranger.
 */
export function ownProcess(pidFile: string, home: string): number | undefined {
  if (!existsSync(pidFile)) return undefined;
  const pid = Number(readFileSync(pidFile, 'utf8').trim());
  return workingFolder(pid)?.startsWith(`${home}/`) ? pid : undefined;
}

/** Ends a process and waits until it is gone; after ten seconds it is killed. */
export async function terminate(pid: number, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  kill(pid, signal);
  for (let waited = 0; works(pid); waited += 10) {
    if (waited === 10_000) kill(pid, 'SIGKILL');
    await sleep(10);
  }
}

// A process that has ended keeps its number until its parent asks for it, but no longer a folder.
function works(pid: number): boolean {
  return workingFolder(pid) !== undefined;
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}
