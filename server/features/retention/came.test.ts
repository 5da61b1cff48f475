import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { startTestBridge, type TestBridge } from '../../testing.ts';
import { findByCookie, type SignedIn } from '../session/session.ts';
import { cameBefore } from './came.ts';

const ANA = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const DAY = 24 * 3600 * 1000;
let stack: TestStack;
let bridge: TestBridge;
let session: SignedIn;

/** The same Dovecot, saying that it does not know when messages came into a folder. */
beforeAll(async () => {
  stack = await startTestStack();
  const conf = join(stack.layout.home, 'dovecot/dovecot.conf');
  await appendFile(conf, '\nprotocol imap {\n  imap_capability = IMAP4rev1 IDLE NAMESPACE\n}\n');
  await stack.stopDovecot();
  await stack.startDovecot();
  await stack.addMailbox(ANA, PASSWORD);
  bridge = await startTestBridge(stack);
  const ana = await bridge.signIn(ANA, PASSWORD);
  session = (await findByCookie(bridge.context, ana.cookie, '127.0.0.1'))!;
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const comes = () =>
  stack.append(ANA, 'Trash', 'Subject: x\r\n\r\nx\r\n', [], new Date(Date.now() - 900 * DAY));
/** UIDs that came 30 days before a day, and earlier. */
const at = async (day: number) => {
  const now = Date.UTC(2026, 0, 1) + day * DAY;
  const before = now - 30 * DAY;
  return (await cameBefore(bridge.context, session, 'Trash', { before, now })).uids;
};

it('remembers itself when messages came, where the server does not', async () => {
  await comes();
  expect(await at(0)).toEqual([]);
  await comes();
  expect(await at(10)).toEqual([]);
  expect(await at(29)).toEqual([]);
  expect(await at(30)).toEqual([1]);
  await comes();
  expect(await at(39)).toEqual([1]);
  expect(await at(40)).toEqual([1, 2]);
  // Nobody looked before day 39: the third counts from then.
  expect(await at(68)).toEqual([1, 2]);
  expect(await at(69)).toEqual([1, 2, 3]);
  await stack.doveadm('mailbox', 'delete', '-u', ANA, 'Trash');
  await stack.doveadm('mailbox', 'create', '-u', ANA, 'Trash');
  for (let i = 0; i < 5; i++) await comes();
  expect(await at(71)).toEqual([]);
  expect(await at(102)).toEqual([1, 2, 3, 4, 5]);
});
