import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

/** Installs the packages when there are none, or when the lockfile is newer than they are. */
export async function installPackages() {
  refuseOldNode();
  const done = join(root, 'node_modules/.package-lock.json');
  const lockfile = join(root, 'package-lock.json');
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lockfile).mtimeMs) return;
  if (existsSync(done) && isSameList(done, lockfile)) return;
  console.log('Installing packages …');
  const { code } = await run('npm ci --no-audit --no-fund --loglevel=error');
  if (code !== 0) stop('The packages could not be installed: see npm’s message above.');
  writeFileSync(join(root, 'node_modules/.lockfile'), readFileSync(lockfile));
}

/** A fresh checkout gives the lockfile today's date: what counts is what it says. */
function isSameList(done, lockfile) {
  const kept = join(done, '../.lockfile');
  return existsSync(kept) && readFileSync(kept).equals(readFileSync(lockfile));
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(
    `Sobre needs Node.js 20.19 or newer, and this is ${process.version}: install a newer one from nodejs.org or your distribution.`,
  );
}

export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
