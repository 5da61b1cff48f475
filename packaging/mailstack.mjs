// The bundled mail stack as the one program of a container: brings it up with its demo mailboxes, ends
// when one of its servers does, and takes it down at SIGTERM.
//
// DATA_DIR holds mail and accounts. PUBLISH_CA names a file outside of it: there the webmail finds the
// certificate authority, and while it is there the stack is ready.
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBundledStack } from '../dist/mailstack/bundled.js';
import { down, status } from '../dist/mailstack/mailstack.js';

const dataDir = process.env.DATA_DIR || '/data';
const published = process.env.PUBLISH_CA || '/mail-ca/authority.pem';
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stopping.abort());

try {
  rmSync(published, { force: true });
  await start();
  await watch();
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(error.message);
    process.exitCode = 1;
  }
} finally {
  rmSync(published, { force: true });
  await down(dataDir);
}

async function start() {
  const { env, demo } = await startBundledStack(dataDir);
  mkdirSync(dirname(published), { recursive: true });
  copyFileSync(env.MAIL_CA_FILE, published);
  chmodSync(published, 0o644);
  console.log('The mail stack is ready. Demo mailboxes (address, password):');
  for (const { address, password } of demo) console.log(`  ${address.padEnd(22)} ${password}`);
}

async function watch() {
  for (;;) {
    await sleep(2000, undefined, { signal: stopping.signal });
    const { dovecot, postfix } = await status(dataDir);
    if (!dovecot) throw new Error('Dovecot has ended.');
    if (!postfix) throw new Error('Postfix has ended.');
  }
}
