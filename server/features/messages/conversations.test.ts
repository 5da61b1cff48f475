import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadMail } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  expungeMessages,
  listMessages,
  moveMessages,
  readConversation,
  setFlags,
} from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';

/** The same on a server that threads, and on one that can do hardly more than RFC 3501 asks (fault F-21). */
describe.each(['threads', 'is bare'])('a server that %s', (kind) => {
  let stack: TestStack;
  let bridge: TestBridge;
  let ana: Visitor;
  let box = 0;
  let folder = '';
  let sent = 0;

  beforeAll(async () => {
    stack = await startTestStack();
    if (kind === 'is bare') await makeBare(stack);
    await stack.addMailbox(ADDRESS, PASSWORD);
    bridge = await startTestBridge(stack);
    ana = await bridge.signIn(ADDRESS, PASSWORD);
  });
  afterAll(async () => {
    await bridge?.stop();
    await stack?.stop();
  });
  beforeEach(() => {
    folder = `Box ${++box}`;
  });

  const put = (id: string, answers: string[] = [], { to = folder, flags = [] as string[] } = {}) =>
    stack.append(
      ADDRESS,
      to,
      letter(
        `${box}-${id}`,
        answers.map((one) => `${box}-${one}`),
      ),
      flags,
      // INTERNALDATE is kept to the second.
      new Date(1_790_000_000_000 + ++sent * 1000),
    );
  const list = async (more: object = {}) => {
    const window = await ana.call(listMessages, { folder, grouped: true, ...more });
    return {
      total: window.total,
      rows: window.rows.map(({ uid, conversation }) => conversation?.uids ?? [uid]),
    };
  };

  it('groups what answers what, the newest conversation first', async () => {
    await put('a');
    await put('b');
    await put('a2', ['a']);
    await put('c');
    await put('a3', ['a', 'a2']);
    expect(await list()).toEqual({ total: 3, rows: [[1, 3, 5], [4], [2]] });
    expect(await list({ offset: 1, limit: 1 })).toEqual({ total: 3, rows: [[4]] });
    expect((await list({ ascending: true })).rows).toEqual([[2], [4], [1, 3, 5]]);
  });

  it('says who wrote, what is unread and what is starred', async () => {
    await put('a', [], { flags: ['\\Seen', '\\Flagged'] });
    await put('b', ['a']);
    const { rows } = await ana.call(listMessages, { folder, grouped: true });
    expect(rows[0]?.uid).toBe(2);
    expect(rows[0]?.conversation).toEqual({
      uids: [1, 2],
      unread: [2],
      starred: [1],
      people: [
        { name: '', address: `${box}-a@x.example` },
        { name: '', address: `${box}-b@x.example` },
      ],
    });
  });

  it('follows what comes and goes', async () => {
    await put('a');
    await put('b');
    expect((await list()).rows).toEqual([[2], [1]]);
    await put('a2', ['a']);
    expect((await list()).rows).toEqual([[1, 3], [2]]);
    await put('b2', ['b']);
    await ana.call(expungeMessages, { folder, uids: [3] });
    expect(await list()).toEqual({ total: 2, rows: [[2, 4], [1]] });
    await ana.call(expungeMessages, { folder, uids: [2, 4] });
    expect(await list()).toEqual({ total: 1, rows: [[1]] });
  });

  it('says while it is still grouping, and groups a larger folder to its end', async () => {
    const many = Array.from({ length: 700 }, (_, i) => ({
      folder,
      flags: [],
      date: new Date(1_790_000_000_000 + i * 1000),
      raw: Buffer.from(letter(`${box}-m${i}`, i % 2 ? [`${box}-m${i - 1}`] : [])),
    }));
    await loadMail(stack, ADDRESS, many);
    const first = await ana.call(listMessages, { folder, grouped: true });
    expect(first).toMatchObject({ partial: true, total: 250 + 200 });
    await vi.waitUntil(async () => (await list()).total === 350, 5000);
    expect((await ana.call(listMessages, { folder, grouped: true })).partial).toBeUndefined();
  });

  it('stays flat where an order or a filter is asked for', async () => {
    await put('a');
    await put('a2', ['a']);
    expect((await list({ sort: 'subject' })).rows).toHaveLength(2);
    expect((await list({ filter: 'unread' })).rows).toHaveLength(2);
    await ana.call(setFlags, { folder, uids: [1], add: ['\\Seen'] });
    expect((await list({ filter: 'unread' })).rows).toHaveLength(2);
  });

  it('reads the whole conversation, with what was sent', async () => {
    await put('a');
    await put('mine', ['a'], { to: 'Sent' });
    await put('a2', ['a', 'mine']);
    await put('z');
    const { messages, more } = await ana.call(readConversation, { folder, uid: 1 });
    expect(messages.map(({ folder: place, row }) => [place, row.subject])).toEqual([
      [folder, `${box}-a`],
      ['Sent', `${box}-mine`],
      [folder, `${box}-a2`],
    ]);
    expect(messages[0]?.row.preview).toBe('Hello');
    expect(more).toBe(0);
    await put('a3', ['a']);
    const later = await ana.call(readConversation, { folder, uid: 1 });
    expect(later.messages.at(-1)?.row.subject).toBe(`${box}-a3`);
  });

  it('shows a letter to oneself once', async () => {
    await put('self', [], { to: 'Sent' });
    await put('self');
    const { messages } = await ana.call(readConversation, { folder, uid: 1 });
    expect(messages.map(({ folder: place }) => place)).toEqual([folder]);
  });

  it('reads senders and subjects in raw 8-bit bytes, in the list and in the conversation', async () => {
    const raw = (subject: string) =>
      Buffer.from(`From: "Ren\xe9e" <r@x.example>\r\nSubject: ${subject}\r\n`, 'latin1');
    const ids = (own: string, answers = '') =>
      Buffer.from(`Message-ID: <${box}-${own}@x.example>\r\n${answers}\r\nHello\r\n`);
    await stack.append(ADDRESS, folder, Buffer.concat([raw('caf\xe9 noir'), ids('a')]));
    const answers = `References: <${box}-a@x.example>\r\n`;
    await stack.append(
      ADDRESS,
      folder,
      Buffer.concat([raw('Re: caf\xe9 noir'), ids('b', answers)]),
    );
    const { rows } = await ana.call(listMessages, { folder, grouped: true });
    expect(rows[0]).toMatchObject({
      subject: 'Re: café noir',
      conversation: { uids: [1, 2], people: [{ name: 'Renée' }] },
    });
    const { messages } = await ana.call(readConversation, { folder, uid: 2 });
    expect(messages[0]?.row).toMatchObject({ subject: 'café noir', from: [{ name: 'Renée' }] });
  });

  it('takes ids that are made to hurt as words (S-25)', async () => {
    await put('a"} {5}\\', ['(x)" OR ALL', 'b%s*']);
    const { messages } = await ana.call(readConversation, { folder, uid: 1 });
    expect(messages).toHaveLength(1);
  });

  it('is empty for an empty folder, and 404 for a message that is gone', async () => {
    await stack.doveadm('mailbox', 'create', '-u', ADDRESS, folder);
    expect(await list()).toEqual({ total: 0, rows: [] });
    await put('a');
    await ana.call(moveMessages, { folder, uids: [1], to: 'Trash' });
    await expect(ana.call(readConversation, { folder, uid: 1 })).rejects.toMatchObject({
      status: 404,
    });
  });
});

async function makeBare(stack: TestStack) {
  const conf = join(stack.layout.home, 'dovecot/dovecot.conf');
  await appendFile(conf, '\nprotocol imap {\n  imap_capability = IMAP4rev1 IDLE NAMESPACE\n}\n');
  await stack.stopDovecot();
  await stack.startDovecot();
}

const letter = (id: string, answers: string[]) =>
  [
    `From: ${id.replace(/[^\w-]/g, '')}@x.example`,
    `To: ${ADDRESS}`,
    `Subject: ${id}`,
    `Message-ID: <${id}@x.example>`,
    ...(answers.length
      ? [
          `References: ${answers.map((one) => `<${one}@x.example>`).join(' ')}`,
          `In-Reply-To: <${answers.at(-1)}@x.example>`,
        ]
      : []),
    '',
    'Hello',
    '',
  ].join('\r\n');
