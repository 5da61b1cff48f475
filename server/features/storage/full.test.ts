import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { emptyFolder } from '../../../shared/folders.ts';
import { expungeMessages, listMessages, moveMessages, undoAct } from '../../../shared/messages.ts';
import { readStorage } from '../../../shared/storage.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const ADDRESS = 'full@test.example';
const IN_INBOX = { folder: 'INBOX' };
const letter = (size: number) => `From: x@y.example\r\nSubject: s\r\n\r\n${'x'.repeat(size)}\r\n`;
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

/** Dovecot without MOVE: to move is then to copy, for which a full mailbox has no room. */
beforeAll(async () => {
  stack = await startTestStack();
  const conf = join(stack.layout.home, 'dovecot/dovecot.conf');
  const able = 'IMAP4rev1 UIDPLUS LIST-STATUS STATUS=SIZE QUOTA SPECIAL-USE NAMESPACE CONDSTORE';
  await appendFile(conf, `\nprotocol imap {\n  imap_capability = ${able}\n}\n`);
  await stack.stopDovecot();
  await stack.startDovecot();
  await stack.addMailbox(ADDRESS, PASSWORD, { quotaBytes: 200_000 });
  for (let i = 0; i < 3; i++) await stack.append(ADDRESS, 'INBOX', letter(50_000));
  await stack.doveadm('mailbox', 'create', '-u', ADDRESS, 'Trash').catch(() => {});
  // Past the limit, and past what Trash may hold beyond it: as after an administrator lowered it.
  const large = join(stack.layout.home, 'large.eml');
  await writeFile(large, letter(120_000));
  const unlimited = ['-o', 'plugin/quota=count:User quota:noenforcing'];
  await stack.doveadm(...unlimited, 'save', '-u', ADDRESS, '-m', 'INBOX', large);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const count = async (folder: string) => (await ana.call(listMessages, { folder })).total;
const used = async () => (await ana.call(readStorage, {})).used ?? 0;

describe('a mailbox over its quota', () => {
  it('says so when nothing can be moved to Trash, and leaves all where it is', async () => {
    const { used, limit } = await ana.call(readStorage, {});
    expect(used).toBeGreaterThan(limit ?? 0);
    await expect(
      ana.call(moveMessages, { ...IN_INBOX, uids: [1, 2], to: 'Trash' }),
    ).rejects.toMatchObject({ code: 'mailbox-full' });
    const { rows } = await ana.call(listMessages, IN_INBOX);
    // A warning of the server's own may have come as well.
    expect(rows.map(({ uid }) => uid)).toEqual(expect.arrayContaining([1, 2, 3, 4]));
    expect(await count('Trash')).toBe(0);
  });

  it('is emptied directly, and then has room again', async () => {
    const before = await used();
    expect(await ana.call(expungeMessages, { ...IN_INBOX, uids: [4] })).toEqual({ count: 1 });
    expect(await used()).toBeLessThan(before - 100_000);
    const moved = await ana.call(moveMessages, { ...IN_INBOX, uids: [1], to: 'Trash' });
    expect(moved.count).toBe(1);
    expect(await count('Trash')).toBe(1);
  });

  it('empties its Trash, and gets back what goes there afterwards', async () => {
    expect(await ana.call(emptyFolder, { folder: 'Trash' })).toEqual({ messages: 1 });
    const { undo } = await ana.call(moveMessages, { ...IN_INBOX, uids: [2], to: 'Trash' });
    expect(await ana.call(undoAct, { token: undo })).toEqual({ count: 1, wanted: 1 });
    expect(await count('Trash')).toBe(0);
  });
});
