import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../mailstack/testing.ts';
import { createFolder, listFolders } from '../shared/folders.ts';
import {
  expungeMessages,
  listMessages,
  moveMessages,
  readMessage,
  readPreviews,
  setFlags,
} from '../shared/messages.ts';
import { readStorageMap, reviewMessages } from '../shared/storage-map.ts';
import { startTestBridge, type TestBridge, type Visitor } from './testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

/** The same Dovecot, saying that it can do hardly more than RFC 3501 asks (fault F-21). */
beforeAll(async () => {
  stack = await startTestStack();
  const conf = join(stack.layout.home, 'dovecot/dovecot.conf');
  await appendFile(conf, '\nprotocol imap {\n  imap_capability = IMAP4rev1 IDLE NAMESPACE\n}\n');
  await stack.stopDovecot();
  await stack.startDovecot();
  await stack.addMailbox(ADDRESS, PASSWORD);
  for (const [from, subject] of [
    ['Zoe', 'beta'],
    ['Anne', 'gamma'],
    ['Marc', 'alpha'],
  ]) {
    const letter = `From: ${from} <x@y.example>\r\nSubject: ${subject}\r\n\r\nHello from ${from}\r\n`;
    await stack.append(ADDRESS, 'INBOX', letter);
  }
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

describe('a bare IMAP4rev1 server (F-21)', () => {
  it('is mapped, and the map follows what another program does', async () => {
    const address = 'map@test.example';
    await stack.addMailbox(address, PASSWORD);
    for (const text of ['a', 'bb', 'ccc'])
      await stack.append(address, 'INBOX', `From: x@y.example\r\n\r\n${text}\r\n`);
    const visitor = await bridge.signIn(address, PASSWORD);
    const review = () => visitor.call(reviewMessages, { choice: { unopened: true } });
    expect(await review()).toMatchObject({ messages: 3 });
    await stack.doveadm('flags', 'add', '-u', address, '\\Seen', 'mailbox', 'INBOX', 'uid', '1');
    await stack.doveadm('expunge', '-u', address, 'mailbox', 'INBOX', 'uid', '2');
    await stack.append(address, 'INBOX', 'From: z@y.example\r\n\r\ndddd\r\n');
    expect((await review()).rows.map(({ uid }) => uid)).toEqual([4, 3]);
    const { whole } = await visitor.call(readStorageMap, { by: 'sender' });
    const status = ['mailbox', 'status', '-u', address, 'vsize', 'INBOX'];
    expect(await stack.doveadm(...status)).toContain(`vsize=${whole.bytes}`);
  });

  it('lists folders with counts, and makes new ones', async () => {
    await ana.call(createFolder, { parent: null, name: 'Été' });
    const { folders } = await ana.call(listFolders, {});
    expect(folders.find(({ path }) => path === 'INBOX')).toMatchObject({ total: 3, unread: 3 });
    expect(folders.map(({ path }) => path)).toContain('Été');
  });

  it('shows, sorts and reads', async () => {
    const { rows } = await ana.call(listMessages, { folder: 'INBOX' });
    expect(rows.map(({ subject }) => subject)).toEqual(['alpha', 'gamma', 'beta']);
    const sorted = await ana.call(listMessages, {
      folder: 'INBOX',
      sort: 'sender',
      ascending: true,
    });
    expect(sorted.rows.map(({ from }) => from[0]?.name)).toEqual(['Anne', 'Marc', 'Zoe']);
    const { previews } = await ana.call(readPreviews, { folder: 'INBOX', uids: [1] });
    expect(previews['1']).toBe('Hello from Zoe');
    const message = await ana.call(readMessage, { folder: 'INBOX', uid: 2 });
    expect(message.bodies[0]?.content.trim()).toBe('Hello from Anne');
  });

  it('flags, moves and deletes', async () => {
    expect(await ana.call(setFlags, { folder: 'INBOX', uids: [1], add: ['\\Seen'] })).toMatchObject(
      { count: 1 },
    );
    await ana.call(moveMessages, { folder: 'INBOX', uids: [2], to: 'Été' });
    expect((await ana.call(listMessages, { folder: 'Été' })).total).toBe(1);
    await ana.call(expungeMessages, { folder: 'INBOX', uids: [3] });
    expect((await ana.call(listMessages, { folder: 'INBOX' })).rows.map(({ uid }) => uid)).toEqual([
      1,
    ]);
  });

  it('tells of new mail in the open folder by IDLE', async () => {
    const { uidValidity, modseq, uidNext } = await ana.call(listMessages, { folder: 'INBOX' });
    const page = await ana.listen();
    page.socket.emit('watch', [{ folder: 'INBOX', uidValidity, modseq, uidNext }]);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    page.forget();
    await stack.deliver({ from: 'x@else.example', to: ADDRESS, subject: 'new', text: 't' });
    await page.hears(
      'folder',
      ({ folder }) => folder.path === 'INBOX' && folder.total === 2,
      10_000,
    );
    expect(await page.hears('messages')).toMatchObject({ complete: false });
    page.close();
  });
});
