import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FIXED_PORTS } from '../mailstack/ports.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const dockerfile = read('Dockerfile').replace(/\\\n/g, ' ');
const files = ['compose.yaml', 'packaging/compose.own-server.yaml'];

it('the Dockerfile copies and runs only what exists', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) =>
    paths!.split(' '),
  );
  const run = [...dockerfile.matchAll(/\bnode",? "?((?:packaging|dist)[\w./-]+)/g)].map(
    ([, path]) => path!,
  );
  const scripts = [...dockerfile.matchAll(/node (packaging[\w./-]+)/g)].map(([, path]) => path!);
  expect(copied.length).toBeGreaterThan(3);
  expect([...run, ...scripts]).toContain('packaging/healthcheck.mjs');
  for (const path of [...copied, ...run.map(toSource), ...scripts]) {
    expect(existsSync(join(root, path)), path).toBe(true);
  }
});

it('nothing that the build copies or runs is kept from it', () => {
  const ignored = read('.dockerignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  for (const folder of ['client', 'server', 'shared', 'mailstack', 'packaging', 'scripts']) {
    expect(ignored).not.toContain(folder);
  }
  // Built and installed here, perhaps for another system: the build makes its own.
  expect(ignored).toEqual(expect.arrayContaining(['node_modules', 'dist', 'data', '.git']));
});

it('the images run as Node 24, the webmail as a user without rights', () => {
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  expect(new Set(bases)).toEqual(new Set(['node:24-bookworm-slim']));
  const webmail = dockerfile.slice(dockerfile.indexOf('AS webmail'));
  expect(webmail.indexOf('USER node')).toBeGreaterThan(0);
  expect(webmail.indexOf('CMD ["node", "dist/server')).toBeGreaterThan(
    webmail.indexOf('USER node'),
  );
});

it.each(files)('%s builds targets that the Dockerfile has', (file) => {
  const targets = [...read(file).matchAll(/target: (\S+)/g)].map(([, target]) => target);
  const stages = [...dockerfile.matchAll(/ AS (\S+)/g)].map(([, stage]) => stage);
  expect(targets.length).toBeGreaterThan(0);
  expect(stages).toEqual(expect.arrayContaining(targets));
});

it('compose.yaml reaches the mail stack where it listens and trusts what it publishes', () => {
  const compose = read('compose.yaml');
  const { imap, submission, sieve } = FIXED_PORTS;
  expect(compose).toContain(`IMAP_URL: imap://127.0.0.1:${imap}\n`);
  expect(compose).toContain(`SMTP_URL: smtp://127.0.0.1:${submission}\n`);
  expect(compose).toContain(`SIEVE_URL: sieve://127.0.0.1:${sieve}\n`);
  const [, published] = /PUBLISH_CA=(\S+)/.exec(dockerfile) ?? [];
  expect(compose).toContain(`MAIL_CA_FILE: ${published}\n`);
});

/** What `dist` holds is compiled from TypeScript. */
const toSource = (path: string) => path.replace(/^dist\/(.*)\.js$/, '$1.ts');
