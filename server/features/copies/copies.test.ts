import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import type { Mark } from '../../../shared/choice.ts';
import { readCopySearches, startCopySearch } from '../../../shared/copies.ts';
import { reviewMessages } from '../../../shared/storage-map.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let address = '';
let ana: Visitor;
let count = 0;

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(async () => {
  address = `ana${++count}@test.example`;
  await stack.addMailbox(address, PASSWORD);
  ana = await bridge.signIn(address, PASSWORD);
});

interface Put {
  id: string;
  body: string;
  headers?: string[];
  flags?: string[];
  day?: number;
}
const put = (folder: string, { id, body, headers = [], flags = [], day = 1 }: Put) =>
  stack.append(
    address,
    folder,
    ['From: Zoe <zoe@else.example>', `Message-ID: <${id}>`, 'Subject: S', ...headers, '', body]
      .join('\r\n')
      .concat('\r\n'),
    flags,
    new Date(Date.UTC(2025, 0, day)),
  );

async function look(kind: Mark) {
  await ana.call(startCopySearch, { kind });
  await expect.poll(async () => (await read(kind))?.state, { timeout: 15_000 }).not.toBe('running');
  const { rows } = await ana.call(reviewMessages, { choice: { marked: kind } });
  const marked = rows.map(({ folder, uid }) => `${folder} ${uid}`).sort();
  return { ...(await read(kind))!, marked };
}
const read = async (kind: Mark) =>
  (await ana.call(readCopySearches, {})).searches.find((one) => one.kind === kind);

describe('duplicates', () => {
  it('are the same body under one Message-ID, whatever servers added to the header', async () => {
    const body = 'The same words. '.repeat(100_000);
    await put('INBOX', { id: 'a@x', body, headers: ['Received: from a by b; today'] });
    await put('Club', { id: 'a@x', body, headers: ['X-Spam-Score: 1'], day: 9 });
    await put('INBOX', { id: 'b@x', body: 'one' });
    await put('Club', { id: 'b@x', body: 'two' });
    await put('Trash', { id: 'b@x', body: 'two' });
    const found = await look('duplicate');
    expect(found).toMatchObject({ state: 'done', messages: 1, marked: ['INBOX 1'] });
    expect(found.examples).toMatchObject([
      { goes: { folder: 'INBOX' }, stays: { folder: 'Club' }, why: 'filed' },
    ]);
  });

  it('leave what is starred, the oldest, and both sides of a letter to oneself', async () => {
    for (const flags of [[], ['\\Flagged'], []])
      await put('INBOX', { id: 'star@x', body: 'x', flags });
    for (const day of [7, 3]) await put('Archive', { id: 'old@x', body: 'y', day });
    await put('Sent', { id: 'self@x', body: 'z' });
    await put('INBOX', { id: 'self@x', body: 'z' });
    const found = await look('duplicate');
    expect(found).toMatchObject({ messages: 3, alsoSent: 1 });
    expect(found.marked).toEqual(['Archive 1', 'INBOX 1', 'INBOX 3']);
  });

  it('that are duplicates no more lose their mark', async () => {
    await put('INBOX', { id: 'a@x', body: 'x' });
    await put('INBOX', { id: 'a@x', body: 'x' });
    expect((await look('duplicate')).marked).toEqual(['INBOX 2']);
    await stack.doveadm('expunge', '-u', address, 'mailbox', 'INBOX', 'uid', '1');
    expect((await look('duplicate')).marked).toEqual([]);
  });
});

describe('quoted copies', () => {
  const WORDS = 'The choir meets on Thursday at seven in the old school, bring the blue scores.';
  const answer = (to: string) => [`In-Reply-To: <${to}>`, `References: <${to}>`];

  it('are those whose whole text stands in a later message', async () => {
    await put('INBOX', { id: 'a@x', body: `${WORDS}\r\n\r\n-- \r\nZoe, choir`, day: 1 });
    const quoted = WORDS.replace(/(.{30}) /g, '$1\r\n> > ');
    await put('INBOX', {
      id: 'b@x',
      body: `Fine.\r\n> > ${quoted}`,
      headers: answer('a@x'),
      day: 2,
    });
    const found = await look('quoted');
    expect(found).toMatchObject({ state: 'done', messages: 1, marked: ['INBOX 1'] });
    expect(found.examples).toMatchObject([{ goes: { uid: 1 }, stays: { uid: 2 }, why: 'later' }]);
  });

  it('are read in HTML as text', async () => {
    const html = ['Content-Type: text/html; charset=utf-8'];
    await put('INBOX', { id: 'a@x', body: `<p>${WORDS}</p>`, headers: html, day: 1 });
    const body = `<p>Yes</p><blockquote><div>${WORDS.replace('Thursday', '<b>Thursday</b>')}</div></blockquote>`;
    await put('Club', { id: 'b@x', body, headers: [...html, ...answer('a@x')], day: 2 });
    expect((await look('quoted')).marked).toEqual(['INBOX 1']);
  });

  it('are not: a changed quote, a few words, a starred one, one with a file, one of mine', async () => {
    const later = (id: string, body: string) =>
      put('INBOX', { id: `re-${id}`, body: `> ${body}`, headers: answer(id), day: 5 });
    await put('INBOX', { id: '1@x', body: WORDS });
    await later('1@x', WORDS.replace('seven', 'eight'));
    await put('INBOX', { id: '2@x', body: 'Fine by me.' });
    await later('2@x', 'Fine by me.');
    await put('INBOX', { id: '3@x', body: WORDS, flags: ['\\Flagged'] });
    await later('3@x', WORDS);
    const mixed = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'];
    const file = `--b\r\n\r\n${WORDS}\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n--b--`;
    await put('INBOX', { id: '4@x', body: file, headers: mixed });
    await later('4@x', WORDS);
    await put('Sent', { id: '5@x', body: WORDS });
    await later('5@x', WORDS);
    expect(await look('quoted')).toMatchObject({ state: 'done', messages: 0, marked: [] });
  });

  it('do not lean on a message that goes itself', async () => {
    const more = 'And here is what the treasurer says of it, at some length and with care.';
    await put('INBOX', { id: 'a@x', body: WORDS, day: 1 });
    const second = `${more}\r\n> ${WORDS}`;
    await put('INBOX', { id: 'b@x', body: second, headers: answer('a@x'), day: 2 });
    const third = ['In-Reply-To: <b@x>', 'References: <a@x> <b@x>'];
    await put('INBOX', { id: 'c@x', body: `Thanks.\r\n> ${more}`, headers: third, day: 3 });
    expect((await look('quoted')).marked).toEqual(['INBOX 2']);
  });
});
