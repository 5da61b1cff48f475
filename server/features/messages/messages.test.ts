import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  expungeMessages,
  listMessages,
  type MessageRow,
  markFolderRead,
  moveMessages,
  partAddress,
  readMessage,
  readPreviews,
  setFlags,
  sourceAddress,
} from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let box = 0;
let folder = '';

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(() => {
  folder = `Box ${++box} é`;
});

describe('the list', () => {
  it('is read in windows over the true count, newest first', async () => {
    for (let i = 1; i <= 7; i++) await put({ subject: `n${i}` });
    const window = await ana.call(listMessages, { folder, offset: 2, limit: 3 });
    expect(window.total).toBe(7);
    expect(subjects(window.rows)).toEqual(['n5', 'n4', 'n3']);
    const last = await ana.call(listMessages, { folder, offset: 6, limit: 3 });
    expect(subjects(last.rows)).toEqual(['n1']);
    expect((await ana.call(listMessages, { folder, offset: 50 })).rows).toEqual([]);
    expect(
      subjects((await ana.call(listMessages, { folder, ascending: true, limit: 2 })).rows),
    ).toEqual(['n1', 'n2']);
  });

  it('sorts by sender, subject and size, both ways', async () => {
    await put({ from: 'Zoé <z@x.example>', subject: 'Re: beta', text: 'long '.repeat(200) });
    await put({ from: 'Anne <a@x.example>', subject: 'gamma', text: 'short' });
    await put({ from: 'Marc <m@x.example>', subject: 'alpha', text: 'middle '.repeat(20) });
    const order = async (sort: string, ascending: boolean) =>
      subjects((await ana.call(listMessages, { folder, sort, ascending })).rows);
    expect(await order('sender', true)).toEqual(['gamma', 'alpha', 'Re: beta']);
    expect(await order('subject', true)).toEqual(['alpha', 'Re: beta', 'gamma']);
    expect(await order('size', false)).toEqual(['Re: beta', 'alpha', 'gamma']);
    expect(await order('subject', false)).toEqual(['gamma', 'Re: beta', 'alpha']);
  });

  it('filters unread, starred and with attachment', async () => {
    await put({ subject: 'read', flags: ['\\Seen'] });
    await put({ subject: 'star', flags: ['\\Seen', '\\Flagged'] });
    await put({ subject: 'new' });
    await put({ subject: 'file', flags: ['\\Seen'], attachment: true });
    const only = async (filter: string) =>
      subjects((await ana.call(listMessages, { folder, filter })).rows);
    expect(await only('unread')).toEqual(['new']);
    expect(await only('starred')).toEqual(['star']);
    expect(await only('attachment')).toEqual(['file']);
    const { rows } = await ana.call(listMessages, { folder });
    expect(rows.map(({ hasAttachment }) => hasAttachment)).toEqual([true, false, false, false]);
  });

  it('keeps a message just read in the unread view until others come', async () => {
    await put({ subject: 'one' });
    await put({ subject: 'two' });
    const { rows } = await ana.call(listMessages, { folder, filter: 'unread' });
    await ana.call(setFlags, { folder, uids: [rows[0]!.uid], add: ['\\Seen'] });
    expect((await ana.call(listMessages, { folder, filter: 'unread' })).total).toBe(2);
    await put({ subject: 'three' });
    expect(subjects((await ana.call(listMessages, { folder, filter: 'unread' })).rows)).toEqual([
      'three',
      'one',
    ]);
  });

  it('has first words', async () => {
    await put({ text: 'Bonjour à tous,\r\nvoici le programme.' });
    const { previews } = await ana.call(readPreviews, { folder, uids: [1] });
    expect(previews['1']).toBe('Bonjour à tous, voici le programme.');
    expect((await ana.call(listMessages, { folder })).rows[0]?.preview).toBe(previews['1']);
  });

  it('is empty for an empty folder', async () => {
    await stack.doveadm('mailbox', 'create', '-u', ADDRESS, 'Vide');
    expect(await ana.call(listMessages, { folder: 'Vide' })).toMatchObject({ total: 0, rows: [] });
    expect(await ana.call(listMessages, { folder: 'Vide', sort: 'subject' })).toMatchObject({
      total: 0,
      rows: [],
    });
    expect(await ana.call(markFolderRead, { folder: 'Vide' })).toEqual({ count: 0, undo: null });
  });
});

describe('a message', () => {
  it('is read by its parts', async () => {
    await put({
      subject: 'Réunion',
      from: 'Zoé Été <z@x.example>',
      text: 'Voilà',
      attachment: true,
    });
    const message = await ana.call(readMessage, { folder, uid: 1 });
    expect(message).toMatchObject({
      subject: 'Réunion',
      from: [{ name: 'Zoé Été', address: 'z@x.example' }],
      bodies: [{ type: 'text/plain', truncated: false }],
      attachments: [{ part: '2', name: 'été.txt', type: 'text/plain', inline: false }],
    });
    expect(message.bodies[0]?.content.trim()).toBe('Voilà');
  });

  it('S-8: travels as it was written, to be made safe by the browser that shows it', async () => {
    const html = '<p onclick="a()">Hi</p><svg><script>b()</script></svg>';
    const raw = `Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n`;
    await stack.append(ADDRESS, folder, raw);
    const message = await ana.call(readMessage, { folder, uid: 1 });
    expect(message.bodies[0]?.content.trim()).toBe(html);
  });

  it('streams a part and the source, byte for byte', async () => {
    await put({ attachment: true });
    const part = await ana.fetch(partAddress(folder, 1, '2'));
    expect(Buffer.from(await part.arrayBuffer()).toString()).toBe('été\n');
    expect(part.headers.get('content-disposition')).toContain("filename*=UTF-8''%C3%A9t%C3%A9.txt");
    const source = await ana.fetch(sourceAddress(folder, 1));
    expect(await source.text()).toContain('Content-Type: multipart/mixed');
    expect((await ana.fetch(partAddress(folder, 1, '9'))).status).toBe(404);
  });

  it('that is gone says so', async () => {
    await put({});
    await ana.call(expungeMessages, { folder, uids: [1] });
    await expect(ana.call(readMessage, { folder, uid: 1 })).rejects.toMatchObject({
      status: 404,
      code: 'message-gone',
    });
  });
});

describe('acts', () => {
  it('change flags where they differ, and say where', async () => {
    await put({ flags: ['\\Seen'] });
    await put({});
    await put({});
    expect(await ana.call(setFlags, { folder, uids: [[1, 3]], add: ['\\Seen'] })).toMatchObject({
      changed: [[2, 3]],
      count: 2,
    });
    expect(await ana.call(setFlags, { folder, uids: [[2, 3]], remove: ['\\Seen'] })).toMatchObject({
      changed: [[2, 3]],
      count: 2,
    });
    const { rows } = await ana.call(listMessages, { folder });
    expect(rows.map(({ flags }) => flags.includes('\\Seen'))).toEqual([false, false, true]);
  });

  it('keep keywords as they are written', async () => {
    await put({});
    await ana.call(setFlags, { folder, uids: [1], add: ['$Forwarded', 'urgent'] });
    const { rows } = await ana.call(listMessages, { folder });
    expect(rows[0]?.flags).toEqual(expect.arrayContaining(['$Forwarded', 'urgent']));
  });

  it('move and, asked backwards, move back', async () => {
    for (let i = 0; i < 3; i++) await put({ subject: `m${i}` });
    const moved = await ana.call(moveMessages, { folder, uids: [[1, 2]], to: 'Archive' });
    expect(moved.count).toBe(2);
    expect((await ana.call(listMessages, { folder })).total).toBe(1);
    await ana.call(moveMessages, { folder: moved.to, uids: moved.uids, to: folder });
    expect(subjects((await ana.call(listMessages, { folder })).rows).sort()).toEqual([
      'm0',
      'm1',
      'm2',
    ]);
  });

  it('go nowhere when there is no such folder', async () => {
    await put({});
    await expect(
      ana.call(moveMessages, { folder, uids: [1], to: 'Nowhere' }),
    ).rejects.toMatchObject({ status: 404 });
    expect((await ana.call(listMessages, { folder })).total).toBe(1);
  });

  it('touch nothing when the folder was renumbered (F-12)', async () => {
    await put({});
    const { uidValidity } = await ana.call(listMessages, { folder });
    const other = String(Number(uidValidity) + 1);
    await expect(
      ana.call(expungeMessages, { folder, uidValidity: other, uids: [1] }),
    ).rejects.toMatchObject({ status: 409, code: 'mailbox-changed' });
    await expect(ana.call(expungeMessages, { folder, uidValidity, uids: [1] })).resolves.toEqual({
      count: 1,
    });
  });
});

interface Letter {
  subject?: string;
  from?: string;
  text?: string;
  flags?: string[];
  attachment?: boolean;
}

async function put({
  subject = 'S',
  from = 'X <x@y.example>',
  text = 'Hello',
  flags = [],
  attachment,
}: Letter) {
  const type = attachment
    ? [
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=utf-8',
        '',
        text,
        '--b',
        "Content-Type: text/plain; charset=utf-8; name*=utf-8''%C3%A9t%C3%A9.txt",
        'Content-Disposition: attachment',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('été\n').toString('base64'),
        '--b--',
        '',
      ]
    : ['Content-Type: text/plain; charset=utf-8', '', text, ''];
  const head = [
    `From: ${encoded(from)}`,
    `To: ${ADDRESS}`,
    `Subject: ${encoded(subject)}`,
    'MIME-Version: 1.0',
  ];
  await stack.append(ADDRESS, folder, [...head, ...type].join('\r\n'), flags);
}

function encoded(text: string): string {
  return text.replace(
    /[^ <>]*[^\x20-\x7e][^<>]*(?= <|$)/,
    (words) => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`,
  );
}

const subjects = (rows: MessageRow[]) => rows.map(({ subject }) => subject);
