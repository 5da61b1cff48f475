import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import type { Choice } from '../../../shared/choice.ts';
import { readStorageMap, reviewMessages } from '../../../shared/storage-map.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  await stack.addMailbox('ben@test.example', PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const letter = (from: string, more = '', body = 'Hello') =>
  `From: ${from}\r\nSubject: News of ${from}\r\nMessage-ID: <${Math.random()}@x.example>\r\n${more}\r\n${body}\r\n`;

const withFile = (from: string, type: string, name: string, bytes: number) =>
  letter(
    from,
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n',
    [
      '--b\r\nContent-Type: text/plain\r\n\r\nSee the file.',
      `--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n`,
      `${'QUJD'.repeat(bytes / 4)}`,
      '--b--',
    ].join('\r\n'),
  );

/** What Dovecot says each folder weighs. */
async function truth(): Promise<Map<string, { messages: number; bytes: number }>> {
  const text = await stack.doveadm(
    '-f',
    'tab',
    'mailbox',
    'status',
    '-u',
    ADDRESS,
    'messages vsize',
    '*',
  );
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split('\t'));
  return new Map(
    rows
      .filter(([, messages]) => Number(messages) > 0)
      .map(([path = '', messages, bytes]) => [
        path,
        { messages: Number(messages), bytes: Number(bytes) },
      ]),
  );
}

const review = (choice: Choice, more = {}) => ana.call(reviewMessages, { choice, ...more });

/** Reads the mailbox, and compares every folder with Dovecot's own count. */
async function readAndCompare() {
  await review({});
  const { entries, whole } = await ana.call(readStorageMap, { by: 'folder', limit: 1000 });
  const told = await truth();
  expect(new Map(entries.map(({ key, messages, bytes }) => [key, { messages, bytes }]))).toEqual(
    new Map([...told].sort((a, b) => b[1].bytes - a[1].bytes)),
  );
  const sum = [...told.values()].reduce((all, { bytes }) => all + bytes, 0);
  expect(whole.bytes).toBe(sum);
}

describe('the map', () => {
  it('of an empty mailbox is empty', async () => {
    await readAndCompare();
    const map = await ana.call(readStorageMap, { by: 'sender' });
    expect(map).toMatchObject({ entries: [], whole: { messages: 0, bytes: 0, oldest: null } });
    expect(map.scan).toMatchObject({ state: 'done', done: 0, total: 0, at: expect.any(Number) });
  });

  it('says to the byte what each folder holds', async () => {
    const old = new Date('2019-03-04T12:00:00Z');
    const club =
      'List-Id: "Le Club" <club.lists.example>\r\nList-Unsubscribe: <mailto:x@y.example>\r\n';
    await stack.append(ADDRESS, 'INBOX', letter('Zoé <ZOE@Friends.example>'), ['\\Seen']);
    await stack.append(ADDRESS, 'INBOX', letter('Le Club <news@club.example>', club), [], old);
    await stack.append(
      ADDRESS,
      'INBOX',
      withFile('Zoé <zoe@friends.example>', 'application/pdf', 'a.pdf', 40_000),
      ['\\Flagged'],
    );
    await stack.append(
      ADDRESS,
      'Été/Photos',
      withFile('m@x.example', 'application/octet-stream', 'a.JPG', 80_000),
      ['\\Answered'],
    );
    await stack.append(ADDRESS, 'Trash', letter('spam@x.example', '', 'x'.repeat(5000)));
    await readAndCompare();
    const { scan } = await ana.call(readStorageMap, { by: 'folder' });
    expect(scan).toMatchObject({ state: 'done', done: 5, total: 5 });
  });
});
