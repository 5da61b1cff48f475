// Assembles a folder that needs nothing but Node.js: compiled code, the page, and the packages that
// are not for development. The Dockerfile runs it after the build; so may any other packager.
//
//   node packaging/build-runtime.mjs webmail|mailstack TARGET [--dist DIR]
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

const kinds = {
  webmail: {
    built: ['server/main.js', 'server', 'shared', 'client/index.html', 'client'],
    kept: ['package.json', 'LICENSE', 'packaging/healthcheck.mjs'],
  },
  mailstack: {
    built: ['mailstack/main.js', 'mailstack', 'server/store', 'shared'],
    kept: [
      'package.json',
      'LICENSE',
      'mailstack/dovecot',
      'mailstack/postfix',
      'packaging/mailstack.mjs',
    ],
  },
};

/** Compiled with the rest, wanted by tests only. */
const forTests = new Set([
  'testing.js',
  'both-engines.js',
  'postgres-fixture.js',
  'random-rules.js',
]);

const { values, positionals } = parseArgs({
  options: { dist: { type: 'string', default: join(root, 'dist') } },
  allowPositionals: true,
});
const [kind, target] = positionals;
if (!kinds[kind] || !target || positionals.length > 2) {
  stop('Usage: node packaging/build-runtime.mjs webmail|mailstack TARGET [--dist DIR]');
}
if (existsSync(target)) stop(`${target} exists already: name a folder that can be made anew.`);
copyBuilt(kinds[kind].built);
for (const path of kinds[kind].kept) copy(join(root, path), path);
copyPackages();

function copyBuilt(paths) {
  for (const path of paths) {
    const from = join(values.dist, path);
    if (!existsSync(from)) stop(`${from} is missing: run "npm run build" first.`);
    copy(from, join('dist', path), (file) => !forTests.has(basename(file)));
  }
}

/**
 * What `npm ci --omit=dev` would install, taken from the packages that are here: no download, and
 * better-sqlite3 is not compiled a second time.
 */
function copyPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const [path, { dev, optional }] of Object.entries(packages)) {
    if (!path || dev) continue;
    const from = join(root, path);
    // Optional packages are mostly binaries for other machines.
    if (existsSync(from)) copy(from, path, (file) => isOfPackage(relative(from, file)));
    else if (!optional) stop(`${path} is missing: run "npm ci" first.`);
  }
}

/** Packages inside a package have a line of their own; sources and objects of a binary are not needed. */
function isOfPackage(path) {
  const parts = path.split(sep);
  return (
    !parts.includes('node_modules') &&
    !/^build\/Release\/(\.deps|obj|obj\.target|test_extension\.node)(\/|$)/.test(path) &&
    !/^deps\/sqlite3(\/|$)/.test(path)
  );
}

function copy(from, path, filter) {
  cpSync(from, join(resolve(target), path), { recursive: true, filter });
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
