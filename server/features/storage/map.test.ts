import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badLetters } from '../../../mailstack/bad-letters.ts';
import { loadMail } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import type { Choice } from '../../../shared/choice.ts';
import {
  type MapBy,
  readStorageMap,
  reviewMessages,
  startScan,
  stopScan,
} from '../../../shared/storage-map.ts';
import { connectImap } from '../../mail/imap.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { inventoryOf } from './inventory.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const CORPUS = resolve(import.meta.dirname, '../../../../shared/corpus/eml');
const hasCorpus = existsSync(resolve(CORPUS, 'index.jsonl'));
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

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

let letters = 0;
const letter = (from: string, more = '', body = 'Hello') =>
  `From: ${from}\r\nSubject: News of ${from}\r\nMessage-ID: <${++letters}@x.example>\r\n${more}\r\n${body}\r\n`;

const withFile = (from: string, type: string, name: string, bytes: number) =>
  letter(
    from,
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n',
    [
      '--b\r\nContent-Type: text/plain\r\n\r\nSee the file.',
      `--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n`,
      'QUJD'.repeat(bytes / 4),
      '--b--',
    ].join('\r\n'),
  );

/** What Dovecot says each folder holds. */
async function truth(address = ADDRESS) {
  const fields = 'messages vsize';
  const text = await stack.doveadm('-f', 'tab', 'mailbox', 'status', '-u', address, fields, '*');
  const rows = text.trim().split('\n').slice(1);
  return rows
    .map((row) => row.split('\t'))
    .map(([key = '', messages, bytes]) => ({
      key,
      messages: Number(messages),
      bytes: Number(bytes),
    }))
    .filter(({ messages }) => messages > 0)
    .sort(byKey);
}

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
const review = (choice: Choice, more = {}, visitor = ana) =>
  visitor.call(reviewMessages, { choice, ...more });
const draw = (by: MapBy, visitor = ana) => visitor.call(readStorageMap, { by, limit: 1000 });

/** Brings the map up to date, and compares every folder with Dovecot's own count. */
async function expectTruth(address = ADDRESS, visitor = ana) {
  await review({}, {}, visitor);
  const { entries, whole } = await draw('folder', visitor);
  const told = await truth(address);
  const counted = entries.map(({ key, messages, bytes }) => ({ key, messages, bytes }));
  expect(counted.sort(byKey)).toEqual(told);
  expect(whole.bytes).toBe(told.reduce((sum, { bytes }) => sum + bytes, 0));
}

/** Another mail program of the same person. */
async function other(address = ADDRESS): Promise<ImapFlow> {
  const { imap } = bridge.context.config.servers;
  return connectImap({ ...imap, anyCertificate: true }, { user: address, password: PASSWORD });
}

const OLD = new Date('2019-03-04T12:00:00Z');
const CLUB =
  'List-Id: "Le Club" <Club.lists.example>\r\nList-Unsubscribe: <mailto:leave@club.example>\r\n';

describe('the map', () => {
  it('of an empty mailbox is empty', async () => {
    await expectTruth();
    const map = await draw('sender');
    expect(map).toMatchObject({ entries: [], whole: { messages: 0, bytes: 0, oldest: null } });
    expect(map.scan).toMatchObject({ state: 'done', done: 0, total: 0, at: expect.any(Number) });
  });

  it('says to the byte what each folder holds', async () => {
    const pdf = withFile('Zoé <zoe@friends.example>', 'application/pdf', 'a.pdf', 40_000);
    const photo = withFile('m@x.example', 'application/octet-stream', 'a.JPG', 80_000);
    await stack.append(ADDRESS, 'INBOX', letter('Zoe <ZOE@Friends.example>'), ['\\Seen']);
    await stack.append(ADDRESS, 'INBOX', letter('Le Club <news@club.example>', CLUB), [], OLD);
    await stack.append(ADDRESS, 'INBOX', pdf, ['\\Flagged']);
    await stack.append(ADDRESS, 'Été/Photos', photo, ['\\Answered', '\\Seen']);
    await stack.append(ADDRESS, 'Trash', letter('spam@x.example', '', 'x'.repeat(5000)));
    await expectTruth();
    expect((await draw('folder')).scan).toMatchObject({ state: 'done', done: 5, total: 5 });
  });

  it('each bar holds what its choice opens', async () => {
    const choices: Record<MapBy, (key: string) => Choice> = {
      folder: (key) => ({ folders: [key] }),
      sender: (sender) => ({ sender }),
      domain: (domain) => ({ domain }),
      year: (year) => ({ year: Number(year) }),
      type: (type) => ({ type: type as Choice['type'] }),
      size: (sizeClass) => ({ sizeClass: sizeClass as Choice['sizeClass'] }),
      list: (list) => ({ list }),
    };
    const keys: Partial<Record<MapBy, string[]>> = {};
    for (const [by, toChoice] of Object.entries(choices) as [MapBy, (key: string) => Choice][]) {
      const { entries } = await draw(by);
      keys[by] = entries.map(({ key }) => key).sort();
      for (const { key, messages, oldest, newest } of entries)
        expect(await review(toChoice(key)), `${by} ${key}`).toMatchObject({
          messages,
          oldest,
          newest,
        });
    }
    expect(keys).toMatchObject({
      sender: ['m@x.example', 'news@club.example', 'zoe@friends.example'],
      domain: ['club.example', 'friends.example', 'x.example'],
      year: ['2019', String(new Date().getUTCFullYear())],
      type: ['image', 'pdf'],
      size: ['medium', 'small', 'tiny'].slice(1),
      list: ['club.lists.example'],
    });
    const [club] = (await draw('list')).entries;
    expect(club).toMatchObject({ name: 'Le Club', opened: 0, leave: { folder: 'INBOX', uid: 2 } });
    const zoe = (await draw('sender')).entries.find(({ key }) => key.startsWith('zoe'));
    expect(zoe).toMatchObject({ messages: 2, opened: 1, name: 'Zoé' });
  });

  it('opens its bars page by page, in three orders, with all that the question needs', async () => {
    const all = await review({ folders: ['INBOX', 'Trash', 'Été/Photos'] });
    const sizes = all.rows.map(({ size }) => size);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(all.rows[0]).toMatchObject({ folder: 'Été/Photos', seen: true, answered: true });
    expect(all.rows[0]?.files).toEqual([{ type: 'image', bytes: 80_000 }]);
    const oldest = await review({}, { order: 'oldest', limit: 1 });
    expect(oldest).toMatchObject({ messages: 4, rows: [{ received: OLD.getTime() }] });
    const second = await review({}, { order: 'size', offset: 1, limit: 1 });
    expect(second.rows[0]).toMatchObject({ subject: expect.stringContaining('News of Zo') });
    expect((await review({}, { offset: 100 })).rows).toEqual([]);
  });

  it('follows flags, moves and deletions of another program', async () => {
    const imap = await other();
    await imap.mailboxOpen('INBOX');
    await imap.messageFlagsAdd('2', ['\\Seen'], { uid: true });
    await imap.messageMove('1', 'Trash', { uid: true });
    await imap.mailboxOpen('Été/Photos');
    await imap.messageDelete('1', { uid: true });
    await imap.logout();
    await expectTruth();
    expect((await draw('list')).entries[0]).toMatchObject({ opened: 1 });
    expect(await review({ unopened: true })).toMatchObject({ messages: 1 });
  });

  it('follows folders that are renamed, made anew, and deleted', async () => {
    const imap = await other();
    await stack.append(ADDRESS, 'Before', letter('a@x.example'));
    await stack.append(ADDRESS, 'Anew', letter('b@x.example'));
    await expectTruth();
    const folders = () =>
      bridge.context.store.selectFrom('inventory_folders').select(['id', 'path']).execute();
    const before = (await folders()).find(({ path }) => path === 'Before')?.id;
    await imap.mailboxRename('Before', 'After');
    await imap.mailboxDelete('Anew');
    await stack.append(ADDRESS, 'Anew', letter('c@x.example', '', 'x'.repeat(99)));
    await expectTruth();
    // What was known of it went with it, and was not read again.
    expect((await folders()).find(({ path }) => path === 'After')?.id).toBe(before);
    expect((await review({ folders: ['Anew'] })).rows[0]?.from.address).toBe('c@x.example');
    await imap.mailboxDelete('After');
    await imap.mailboxDelete('Anew');
    await imap.logout();
    await expectTruth();
  });

  it('reads mail that is built to hurt (S-47)', { timeout: 120_000 }, async () => {
    await stack.addMailbox('bad@test.example', PASSWORD);
    for (const { name, raw } of badLetters()) await stack.append('bad@test.example', name, raw);
    if (hasCorpus) {
      const lines = readFileSync(resolve(CORPUS, 'index.jsonl'), 'utf8').trim().split('\n');
      const files = lines.map((line) => (JSON.parse(line) as { file: string }).file);
      const stored = files.map((file, i) => ({
        folder: 'Corpus',
        flags: [],
        date: new Date(i % 7 ? 1e12 + i * 86_400_000 : 0),
        raw: readFileSync(resolve(CORPUS, file)),
      }));
      await loadMail(stack, 'bad@test.example', stored);
    }
    const bad = await bridge.signIn('bad@test.example', PASSWORD);
    await bad.call(startScan, {});
    await expect
      .poll(async () => (await draw('folder', bad)).scan.state, { timeout: 90_000 })
      .toBe('done');
    await expectTruth('bad@test.example', bad);
    const { whole, entries, rest } = await draw('sender', bad);
    const sum = [...entries, rest].reduce((all, { bytes }) => all + bytes, 0);
    expect(sum).toBe(whole.bytes);
    for (const { key } of entries.slice(0, 30))
      expect(await review({ sender: key }, {}, bad), key).toMatchObject({
        messages: entries.find((one) => one.key === key)?.messages,
      });
  });
});

describe('the reading', () => {
  it('is told while it runs, can be stopped, and goes on where it was', {
    timeout: 120_000,
  }, async () => {
    await stack.addMailbox('many@test.example', PASSWORD);
    const lot = Array.from({ length: 9000 }, (_, i) => ({
      folder: 'INBOX',
      flags: i % 3 ? ['\\Seen'] : [],
      date: new Date(1.6e12 + i * 1000),
      raw: Buffer.from(letter(`p${i % 50}@x.example`)),
    }));
    await loadMail(stack, 'many@test.example', lot);
    const many = await bridge.signIn('many@test.example', PASSWORD);
    const page = await many.listen();
    expect(await many.call(startScan, {})).toMatchObject({ state: 'running', at: null });
    await page.hears('storage-scan', ({ scan }) => scan.done > 0 && scan.done < 9000, 30_000);
    await many.call(stopScan, {});
    await page.hears('storage-scan', ({ scan }) => scan.state === 'stopped', 30_000);
    const stopped = await draw('folder', many);
    expect(stopped.scan.done).toBeLessThan(9000);
    expect(stopped.whole.messages).toBeGreaterThan(0);
    page.forget();
    await many.call(startScan, {});
    await page.hears('storage-scan', ({ scan }) => scan.state === 'done', 60_000);
    page.close();
    await expectTruth('many@test.example', many);
    expect(await review({ keepLatest: 10, sender: 'p7@x.example' }, {}, many)).toMatchObject({
      messages: 170,
      newest: 1.6e12 + (9000 - 11 * 50 + 7) * 1000,
    });
    const pieces = inventoryOf(bridge.context).pieces('many@test.example');
    const uids: number[] = [];
    for await (const { facts } of pieces) uids.push(...facts.map(({ uid }) => uid));
    expect(uids).toEqual(lot.map((_, i) => i + 1));
  });

  it('keeps up with any acts of another program', { timeout: 180_000 }, async () => {
    const random = 'random@test.example';
    await stack.addMailbox(random, PASSWORD);
    const lot = Array.from({ length: 1000 }, (_, i) => ({
      folder: i % 4 ? 'INBOX' : 'Archive',
      flags: [],
      date: new Date(1.6e12 + i * 1000),
      raw: Buffer.from(
        letter(`p${i % 9}@x.example`, i % 5 ? '' : CLUB, 'x'.repeat((i * 37) % 999)),
      ),
    }));
    await loadMail(stack, random, lot);
    const visitor = await bridge.signIn(random, PASSWORD);
    const imap = await other(random);
    const folder = fc.constantFrom('INBOX', 'Archive', 'Trash');
    const range = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.nat(30));
    const act = fc.record({
      kind: fc.constantFrom('seen', 'unseen', 'move', 'delete', 'append'),
      folder,
      to: folder,
      range,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), async (acts) => {
        for (const {
          kind,
          folder: path,
          to,
          range: [first, more],
        } of acts) {
          if (kind === 'append') {
            await imap.append(path, letter(`p${first % 9}@x.example`));
            continue;
          }
          await imap.mailboxOpen(path);
          const uids = `${first}:${first + more}`;
          if (kind === 'seen') await imap.messageFlagsAdd(uids, ['\\Seen']);
          if (kind === 'unseen') await imap.messageFlagsRemove(uids, ['\\Seen']);
          if (kind === 'move' && to !== path) await imap.messageMove(uids, to);
          if (kind === 'delete' && first % 3 === 0) await imap.messageDelete(uids);
        }
        await expectTruth(random, visitor);
        await imap.mailboxOpen('INBOX');
        const unseen = (await imap.search({ seen: false }, { uid: true })) || [];
        const told = await review({ folders: ['INBOX'], unopened: true }, {}, visitor);
        expect(told.messages).toBe(unseen.length);
      }),
      { numRuns: 15, seed: 20_261_122 },
    );
    await imap.logout();
  });
});
