import { Buffer } from 'node:buffer';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { dropExport, listExports, partAddress, weighExport } from '../../../shared/exports.ts';
import { expungeMessages, sourceAddress } from '../../../shared/messages.ts';
import { readMessages } from '../../mail/mbox.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { download, prepared } from './testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

const at = (day: number) => new Date(Date.UTC(2024, 1, day, 10, 30, day));
const letter = (subject: string, text = 'Words.\r\n') =>
  `From: "Clara Vidal" <clara@else.example>\r\nSubject: ${subject}\r\nMessage-ID: <${encodeURIComponent(subject)}@x>\r\n\r\n${text}`;
const ODD = [
  letter(
    'Quoted',
    'From here on\r\n>From there\r\n>>From x\r\nfrom me\r\n\r\nFrom a@b Thu Feb 29 10:30:00 2024\r\n',
  ),
  letter('No last line end', 'ends here'),
  letter('../../etc/passwd \u202etxt.exe', 'x\r\n\r\n\r\n'),
  'Status: O\r\nX-Status: A\r\nSubject: has a status of its own\r\n\r\nx\r\n',
  letter(
    'Larger than a piece',
    `${'From y\r\n'.repeat(20)}${`${'a'.repeat(2000)}\r\n`.repeat(800)}`,
  ),
  letter('One long line', `From ${'x'.repeat(300_000)}\r\nFrom z\r\n`),
];

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  const flags = [['\\Seen', '\\Flagged'], [], ['\\Answered', '$work'], ['\\Seen'], ['\\Draft'], []];
  for (const [i, raw] of ODD.entries())
    await stack.append(ADDRESS, 'INBOX', raw, flags[i], at(i + 1));
  for (const folder of ['Clients/CON', 'Clients/a:b', 'Clients/a?b', '_manifest'])
    await stack.append(ADDRESS, folder, letter(`In ${folder}`), ['\\Seen'], at(20));
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const inbox = { kind: 'folders' as const, folders: ['INBOX'] };
const sources = async (uids = [1, 2, 3, 4, 5, 6]) =>
  Promise.all(
    uids.map(async (uid) =>
      Buffer.from(await (await ana.fetch(sourceAddress('INBOX', uid))).arrayBuffer()),
    ),
  );

describe('mail that is taken along', () => {
  it('is weighed before', async () => {
    const { folders } = await ana.call(weighExport, {});
    const inboxBytes = (await sources()).reduce((sum, { length }) => sum + length, 0);
    expect(folders).toContainEqual({ folder: 'INBOX', messages: 6, bytes: inboxBytes });
  });

  it('is a zip of files that hold the very bytes, under names that are safe anywhere (S-22)', async () => {
    const made = await prepared(ana, 'zip');
    expect(made).toMatchObject({ state: 'ready', planned: 10, measured: 10, gone: 0 });
    const [part] = made.parts;
    const bytes = await download(ana, made, part!);
    expect(bytes.length).toBe(part!.bytes);
    const files = unzipSync(bytes);
    const names = Object.keys(files).filter((name) => name.endsWith('.eml'));
    expect(names).toHaveLength(10);
    expect(names).toContain('INBOX/2024-02-03 Clara Vidal - .. .. etc passwd txt.exe (3).eml');
    expect(names.filter((name) => name.startsWith('Clients/'))).toEqual([
      expect.stringContaining('Clients/a_b/'),
      expect.stringContaining('Clients/a_b (2)/'),
      expect.stringContaining('Clients/_CON/'),
    ]);
    expect(names.some((name) => name.startsWith('_manifest (2)/'))).toBe(true);
    for (const name of names) expect(name).not.toMatch(/[\p{Cc}\p{Cf}\\:?*]|^\/|(^|\/)\.\.(\/|$)/u);
    const first = names.filter((name) => name.startsWith('INBOX/'));
    expect(first.map((name) => Buffer.from(files[name]!).toString('latin1'))).toEqual(
      (await sources()).map((one) => one.toString('latin1')),
    );
    const manifest = Buffer.from(files['_manifest/0001.jsonl']!).toString().trim().split('\n');
    const third = JSON.parse(manifest[2]!);
    expect({ ...third, flags: third.flags.filter(isOurs) }).toEqual({
      file: first[2],
      folder: ['INBOX'],
      received: at(3).toISOString(),
      flags: ['\\Answered', '$work'],
    });
    expect(bytes.toString('latin1').endsWith('10 messages')).toBe(true);
  });

  it('is an mbox that any reader takes apart where it should be', async () => {
    const made = await prepared(ana, 'mbox', inbox);
    expect(made.parts).toMatchObject([
      { messages: 6, name: expect.stringMatching(/^INBOX .*\.mbox$/) },
    ]);
    const bytes = await download(ana, made, made.parts[0]!);
    expect(bytes.length).toBe(made.parts[0]!.bytes);
    const text = bytes.toString('latin1');
    expect(text.match(/^From /gm)).toHaveLength(6);
    expect(text).toContain(
      'From MAILER-DAEMON Thu Feb  1 10:30:01 2024\nStatus: RO\nX-Status: F\n',
    );
    const read = [];
    for await (const one of readMessages(inPieces(bytes, 777))) read.push(one);
    expect(read.map(({ raw }) => raw.toString('latin1'))).toEqual(
      (await sources()).map((one) => one.toString('latin1')),
    );
    expect(read.map(({ date }) => date?.getTime())).toEqual(ODD.map((_, i) => at(i + 1).getTime()));
    expect(read.map(({ flags }) => flags.filter(isOurs))).toEqual([
      ['\\Seen', '\\Flagged'],
      [],
      ['\\Answered', '$work'],
      ['\\Seen'],
      ['\\Draft'],
      [],
    ]);
    expect(read[0]!.folder).toEqual(['INBOX']);
  });

  it.each(['zip', 'mbox'] as const)('goes on anywhere after a cut: %s', async (format) => {
    const made = await prepared(ana, format);
    for (const part of made.parts) {
      const whole = await download(ana, made, part);
      for (const cut of [
        1,
        29,
        30,
        31,
        400,
        whole.length >> 1,
        whole.length - 30,
        whole.length - 1,
      ]) {
        const from = Math.min(whole.length - 1, cut);
        const response = await ana.fetch(partAddress(made.id, part), {
          headers: { Range: `bytes=${from}-`, 'If-Range': `"${made.id}-${part.part}-1"` },
        });
        expect(response.status).toBe(206);
        expect(response.headers.get('content-range')).toBe(
          `bytes ${from}-${whole.length - 1}/${whole.length}`,
        );
        const rest = Buffer.from(await response.arrayBuffer());
        expect(rest.equals(whole.subarray(from))).toBe(true);
      }
      const middle = await download(ana, made, part, { Range: 'bytes=100-299' });
      expect(middle.equals(whole.subarray(100, 300))).toBe(true);
    }
    const { exports } = await ana.call(listExports, {});
    const now = exports.find(({ id }) => id === made.id)!;
    expect(now.parts.map(({ sent }) => sent)).toEqual(made.parts.map(({ bytes }) => bytes));
  });

  it('holds a selection, and tells what left before it was downloaded', async () => {
    await stack.append(ADDRESS, 'Busy', letter('Stays'), [], at(1));
    await stack.append(ADDRESS, 'Busy', letter('Leaves'), [], at(2));
    await stack.append(ADDRESS, 'Busy', letter('Stays too'), [], at(3));
    const what = { kind: 'messages' as const, folder: 'Busy', uids: [[1, 3] as [number, number]] };
    const made = await prepared(ana, 'zip', what);
    expect(made).toMatchObject({
      isSelection: true,
      planned: 3,
      parts: [{ messages: 3, version: 1 }],
    });
    await ana.call(expungeMessages, { folder: 'Busy', uids: [2] });

    const files = unzipSync(await download(ana, made, made.parts[0]!));
    expect(Object.keys(files).filter((name) => name.startsWith('Busy/'))).toHaveLength(2);
    const { exports } = await ana.call(listExports, {});
    expect(exports.find(({ id }) => id === made.id)).toMatchObject({
      gone: 1,
      goneNames: ['2024-02-02 Clara Vidal - Leaves (2)'],
      parts: [{ messages: 2, version: 2 }],
    });
    // The file of before is no more: it does not go on in the middle of another one.
    const old = await ana.fetch(partAddress(made.id, made.parts[0]!), {
      headers: { Range: 'bytes=10-' },
    });
    expect(old.status).toBe(409);
  });

  it('is nobody else’s, and goes when it is dropped', async () => {
    await stack.addMailbox('ben@test.example', PASSWORD);
    const ben = await bridge.signIn('ben@test.example', PASSWORD);
    const made = await prepared(ana, 'mbox', inbox);
    await expect(download(ben, made, made.parts[0]!)).rejects.toThrow('404');
    expect((await ben.call(listExports, {})).exports).toEqual([]);
    const rows = await bridge.context.store.selectFrom('export_pieces').selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/Clara|INBOX|Quoted/);
    await ana.call(dropExport, { id: made.id });
    await expect(download(ana, made, made.parts[0]!)).rejects.toThrow('404');
  });

  it('names folders that are there only (S-27)', async () => {
    const folders = ['INBOX', 'Nowhere'];
    await expect(prepared(ana, 'zip', { kind: 'folders', folders })).rejects.toThrow('not-found');
  });
});

/** Dovecot marks what has files, and what has none, by itself. */
const isOurs = (flag: string) => !/^\$Has/.test(flag);

async function* inPieces(bytes: Buffer, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
