import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stop } from './install.mjs';
import { root, run } from './run.mjs';

const sources = ['shared', 'server', 'client', 'mailstack', 'package-lock.json', 'tsconfig.json'];

/** Builds the bridge and the page when a source is newer than the last build. */
export async function build() {
  const stamp = join(root, 'dist/.built');
  if (
    existsSync(stamp) &&
    newest(sources.map((name) => join(root, name))) < statSync(stamp).mtimeMs
  ) {
    return;
  }
  console.log('Building …');
  const [server, client] = await Promise.all([
    run('tsc -p server'),
    run('vite build client --logLevel warn'),
  ]);
  if (server.code !== 0 || client.code !== 0) stop('The build failed: see the messages above.');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, '');
}

/** The latest change in files and folders, epoch milliseconds. */
function newest(paths) {
  return Math.max(0, ...paths.map(changedAt));
}

function changedAt(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, newest(readdirSync(path).map((name) => join(path, name))));
}
