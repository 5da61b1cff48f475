import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
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

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid);
}

// The name in parentheses may hold spaces and parentheses; the state and the parent follow the last one.
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
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
