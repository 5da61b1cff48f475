import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../mailstack/testing.ts';
import { listMessages, readMessage } from '../shared/messages.ts';
import { changePreferences } from '../shared/preferences.ts';
import { type Page, startTestBridge, type TestBridge, type Visitor } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;

beforeAll(async () => {
  stack = await startTestStack();
  for (const name of ['ana', 'bob', 'eve'])
    await stack.addMailbox(`${name}@test.example`, PASSWORD);
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

describe('an open page', () => {
  it('sees new mail, flags and moves made elsewhere, with the counts', async () => {
    const { page } = await openInbox('ana@test.example');
    await stack.deliver({
      from: 'x@else.example',
      to: 'ana@test.example',
      subject: 'Bonjour',
      text: 'Salut Ana',
    });
    const arrival = await page.hears('messages', ({ added }) => added.length === 1);
    expect(arrival).toMatchObject({ complete: true, folder: 'INBOX', total: 1 });
    expect(arrival.added[0]).toMatchObject({ subject: 'Bonjour', preview: 'Salut Ana' });
    await page.hears('folder', ({ folder }) => folder.path === 'INBOX' && folder.unread === 1);

    await stack.doveadm(
      'flags',
      'add',
      '-u',
      'ana@test.example',
      '\\Seen \\Flagged',
      'mailbox',
      'INBOX',
      'all',
    );
    const flagged = await page.hears('messages', ({ flags }) => flags.length === 1);
    expect(flagged.flags[0]?.flags).toEqual(expect.arrayContaining(['\\Seen', '\\Flagged']));
    await page.hears('folder', ({ folder }) => folder.path === 'INBOX' && folder.unread === 0);

    await stack.doveadm('move', '-u', 'ana@test.example', 'Archive', 'mailbox', 'INBOX', 'all');
    const moved = await page.hears('messages', ({ vanished }) => vanished.length === 1);
    expect(moved.total).toBe(0);
    await page.hears('folder', ({ folder }) => folder.path === 'Archive' && folder.total === 1);
    page.close();
  });

  it('sees folders made elsewhere', async () => {
    const { page } = await openInbox('ana@test.example');
    await stack.doveadm('mailbox', 'create', '-u', 'ana@test.example', 'Elsewhere');
    await page.hears('folders');
    page.close();
  });

  it('hears which messages begin a conversation, and which answer one', async () => {
    const { page } = await openInbox('ana@test.example');
    const letter = { from: 'x@else.example', to: 'ana@test.example', text: 'Hello' };
    await stack.deliver({ ...letter, subject: 'A beginning' });
    const first = await page.hears('messages', ({ added }) => added.length === 1);
    expect(first.beginnings).toEqual([first.added[0]!.uid]);
    await stack.deliver({ ...letter, subject: 'An answer', inReplyTo: '<before@else.example>' });
    const second = await page.hears('messages', ({ added }) => added[0]?.subject === 'An answer');
    expect(second.beginnings).toEqual([]);
    page.close();
  });

  it('catches up on what it missed while it was away (L-29)', async () => {
    const { visitor, page, known } = await openInbox('ana@test.example');
    page.close();
    await stack.deliver({
      from: 'x@else.example',
      to: 'ana@test.example',
      subject: 'While away',
      text: 't',
    });
    await until(
      async () => (await visitor.call(listMessages, { folder: 'INBOX' })).total > known.total,
    );
    const back = await visitor.listen();
    back.socket.emit('watch', [known]);
    const missed = await back.hears('messages', ({ added }) => added.length > 0);
    expect(missed).toMatchObject({ since: known.modseq, complete: true });
    expect(missed.added.map(({ subject }) => subject)).toContain('While away');
    back.close();
  });

  it('is told to read again when the folder was renumbered (F-12)', async () => {
    const { page, known } = await openInbox('ana@test.example');
    page.socket.emit('watch', [{ ...known, uidValidity: '7' }]);
    await page.hears('messages', ({ complete }) => !complete);
    page.close();
  });

  it('hears the choices made in another page', async () => {
    const { visitor, page } = await openInbox('ana@test.example');
    await visitor.call(changePreferences, { theme: 'dark' });
    await page.hears('preferences');
    page.close();
  });

  it('hears nothing of others (S-38)', async () => {
    const { page: ana } = await openInbox('ana@test.example');
    const { page: eve } = await openInbox('eve@test.example');
    for (let i = 0; i < 20; i++) {
      await stack.deliver({
        from: 'x@else.example',
        to: 'ana@test.example',
        subject: `n${i}`,
        text: 't',
      });
    }
    await ana.hears(
      'messages',
      ({ added }) => added.some(({ subject }) => subject === 'n19'),
      8000,
    );
    expect(eve.heard.filter(({ type }) => type !== 'folders')).toEqual([]);
    ana.close();
    eve.close();
  });
});

describe('a mail server that goes away', () => {
  it('is told, refuses quickly meanwhile, and recovers by itself', async () => {
    const { visitor, page } = await openInbox('bob@test.example');
    await stack.stopDovecot();
    await page.hears('mail-server', ({ up }) => !up);
    await expect(visitor.call(listMessages, { folder: 'INBOX' })).rejects.toMatchObject({
      status: 503,
      code: 'mail-server-down',
    });
    await expect(bridge.signIn('bob@test.example', PASSWORD)).rejects.toMatchObject({
      code: 'mail-server-down',
    });
    expect((await visitor.fetch('/readyz')).status).toBe(503);

    await stack.startDovecot();
    await page.hears('mail-server', ({ up }) => up, 15_000);
    await stack.append(
      'bob@test.example',
      'INBOX',
      'From: a@b.example\r\nSubject: back\r\n\r\nhello\r\n',
    );
    await page.hears('messages', ({ added }) => added.some(({ subject }) => subject === 'back'));
    await expect(visitor.call(listMessages, { folder: 'INBOX' })).resolves.toMatchObject({
      total: 1,
    });
    page.close();
  });

  it('may restart between two requests without being noticed', async () => {
    await stack.append(
      'eve@test.example',
      'INBOX',
      'From: a@b.example\r\nSubject: hi\r\n\r\nhello\r\n',
    );
    const eve = await bridge.signIn('eve@test.example', PASSWORD);
    const { rows } = await eve.call(listMessages, { folder: 'INBOX' });
    await stack.stopDovecot();
    await stack.startDovecot();
    await expect(
      eve.call(readMessage, { folder: 'INBOX', uid: rows[0]!.uid }),
    ).resolves.toMatchObject({ subject: 'hi' });
  });
});

interface OpenInbox {
  visitor: Visitor;
  page: Page;
  known: { folder: string; uidValidity: string; modseq: string; uidNext: number; total: number };
}

const listening = new Set<string>();

async function openInbox(email: string): Promise<OpenInbox> {
  const visitor = await bridge.signIn(email, PASSWORD);
  const { uidValidity, modseq, uidNext, total } = await visitor.call(listMessages, {
    folder: 'INBOX',
  });
  const known = { folder: 'INBOX', uidValidity, modseq, uidNext, total };
  const page = await visitor.listen();
  page.socket.emit('watch', [known]);
  // A watcher that begins to hear says so; one that is there already does not.
  if (!listening.has(email)) await page.hears('folders', () => true, 10_000);
  listening.add(email);
  await new Promise((resolve) => setTimeout(resolve, 400));
  page.forget();
  return { visitor, page, known };
}

async function until(holds: () => Promise<boolean>) {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen');
}
