import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadMail } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { lightenMessage } from '../../../shared/files.ts';
import {
  expungeMessages,
  listMessages,
  moveMessages,
  partAddress,
  readMessage,
  sourceAddress,
} from '../../../shared/messages.ts';
import { Refused, startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const BYTES = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7 + (i >> 8)) & 255));
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
  folder = `Light ${++box}`;
});

const NAME = 'Reçu n° 7 – été.pdf';
const LETTER = Buffer.from(
  [
    'Received: from a (b)',
    '\tby c; Thu, 29 Feb 2024 10:30:00 +0100',
    'From: Zoe <z@x.example>',
    'Subject:   odd   spaces kept',
    'X-Odd:',
    'Message-ID: <one@x.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="out"',
    '',
    'A preamble that nobody sees.',
    '--out',
    'Content-Type: multipart/related; boundary=rel',
    '',
    '--rel',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p>Voil=C3=A0</p>  ',
    '--rel',
    `Content-Type: application/pdf; name*=utf-8''${encodeURIComponent(NAME)}`,
    'Content-Disposition: attachment',
    'Content-Transfer-Encoding: base64',
    '',
    BYTES.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--rel--',
    '',
    '--out',
    'Content-Type: text/plain; name=kept.txt',
    'Content-Disposition: attachment',
    '',
    'kept as it is  ',
    '--out--',
    'An epilogue.',
    '',
  ].join('\r\n'),
);

describe('taking a file out of a message', () => {
  it('leaves a note that names it, and every other byte, date, flag and keyword', async () => {
    const received = new Date('2024-02-29T09:30:00Z');
    const flags = ['\\Seen', '\\Flagged', '$Forwarded', 'urgent'];
    await stack.append(ADDRESS, folder, LETTER, flags, received);
    const before = await ana.call(readMessage, { folder, uid: 1 });
    const { uid, freed, original } = await take(1, ['1.2']);
    expect(freed).toBeGreaterThan(400_000);
    expect(original?.folder).toBe('Trash');

    const after = await ana.call(readMessage, { folder, uid });
    const { attachments: filesBefore, uid: _u, size: _s, modseq: _m, ...restBefore } = before;
    const { attachments: filesAfter, uid: _v, size: _t, modseq: _n, flags: now, ...rest } = after;
    expect({ ...rest, flags: own(now) }).toEqual({
      ...restBefore,
      flags: own(before.flags),
    });
    expect(own(now)).toEqual(own(flags));
    expect(after.received).toBe(received.getTime());
    expect(filesAfter[1]).toEqual(filesBefore[1]);
    expect(filesAfter[0]).toMatchObject({
      part: '1.2',
      name: NAME,
      type: 'application/pdf',
      size: BYTES.length,
      removed: { sha256: createHash('sha256').update(BYTES).digest('hex') },
    });

    const source = await sourceOf(folder, uid);
    const [head, tail] = [
      LETTER.indexOf('Content-Type: application/pdf'),
      LETTER.indexOf('\r\n--rel--'),
    ];
    expect(source.startsWith(LETTER.toString('latin1', 0, head))).toBe(true);
    expect(source.endsWith(LETTER.toString('latin1', tail))).toBe(true);
    const note = await ana.fetch(partAddress(folder, uid, '1.2'));
    expect(await note.text()).toMatch(
      /^The file “Reçu n° 7 – été\.pdf” was removed .+\r\nType: application\/pdf\r\nSize: 300,000 bytes\r\nSHA-256: [0-9a-f]{64}$/,
    );

    const { rows } = await ana.call(listMessages, { folder });
    expect(rows.map((row) => [row.uid, row.received])).toEqual([[uid, received.getTime()]]);
  });

  it('can be taken back: the original is as it was', async () => {
    await stack.append(ADDRESS, folder, LETTER, ['\\Seen']);
    const { uid, original } = await take(1, ['1.2', '2']);
    expect((await ana.call(listMessages, { folder })).rows[0]?.hasAttachment).toBe(false);
    const moved = await ana.call(moveMessages, {
      folder: original!.folder,
      uids: [original!.uid],
      to: folder,
    });
    await ana.call(expungeMessages, { folder, uids: [uid] });
    const [back] = moved.uids as number[];
    expect(await sourceOf(folder, back!)).toBe(LETTER.toString('latin1'));
  });

  it('writes the note in French when asked, and takes out more later', async () => {
    await stack.append(ADDRESS, folder, LETTER);
    const first = await take(1, ['2'], 'fr');
    const note = await ana.fetch(partAddress(folder, first.uid, '2'));
    expect(await note.text()).toContain('Le fichier « kept.txt » a été retiré de ce message le 2');
    const second = await take(first.uid, ['1.2'], 'fr');
    const { attachments } = await ana.call(readMessage, { folder, uid: second.uid });
    expect(attachments.map(({ name, removed }) => [name, removed !== undefined])).toEqual([
      [NAME, true],
      ['kept.txt', true],
    ]);
  });

  it('is refused for what is signed or encrypted, is nothing else, is gone, or in Trash', async () => {
    const signed = [
      'Content-Type: multipart/signed; boundary=s; protocol="application/pgp-signature"',
      '',
      '--s',
      'Content-Type: multipart/mixed; boundary=m',
      '',
      '--m',
      'Content-Type: application/pdf',
      '',
      'x',
      '--m--',
      '--s',
      'Content-Type: application/pgp-signature',
      '',
      'y',
      '--s--',
      '',
    ].join('\r\n');
    await stack.append(ADDRESS, folder, signed);
    await stack.append(ADDRESS, folder, 'Content-Type: application/pdf\r\n\r\nx\r\n');
    await stack.append(ADDRESS, folder, LETTER);
    await stack.append(ADDRESS, 'Trash', LETTER);
    await expect(take(1, ['1.1'])).rejects.toMatchObject({ code: 'message-sealed' });
    await expect(take(2, ['1'])).rejects.toMatchObject({ code: 'message-single' });
    await expect(take(3, ['7'])).rejects.toMatchObject({ code: 'not-found' });
    await expect(take(9, ['1'])).rejects.toMatchObject({ code: 'message-gone' });
    const { rows } = await ana.call(listMessages, { folder: 'Trash' });
    await expect(
      ana.call(lightenMessage, {
        folder: 'Trash',
        uid: rows[0]!.uid,
        parts: ['2'],
        language: 'en',
      }),
    ).rejects.toMatchObject({ code: 'lighten-failed' });
    await expect(
      ana.call(lightenMessage, { folder, uid: 3, uidValidity: '1', parts: ['2'], language: 'en' }),
    ).rejects.toMatchObject({ code: 'mailbox-changed' });
    expect((await ana.call(listMessages, { folder })).total).toBe(3);
  });

  it('loses nothing when the mailbox has no room for the copy', async () => {
    await stack.addMailbox('small@test.example', PASSWORD, { quotaBytes: 1_000_000 });
    const small = await bridge.signIn('small@test.example', PASSWORD);
    const big = LETTER.toString('latin1').replace('kept as it is', 'k'.repeat(560_000));
    await stack.append('small@test.example', 'INBOX', Buffer.from(big, 'latin1'));
    await expect(
      small.call(lightenMessage, { folder: 'INBOX', uid: 1, parts: ['1.2'], language: 'en' }),
    ).rejects.toMatchObject({ code: 'mailbox-full' });
    const { rows } = await small.call(listMessages, { folder: 'INBOX' });
    // The server's own warning may have come meanwhile.
    const letters = rows.filter(({ subject }) => subject.startsWith('odd'));
    expect(letters.map(({ uid }) => uid)).toEqual([1]);
  });

  it('breaks no header, whatever the file is called (S-22)', async () => {
    const name = `a"b\\c; x-removed-size=9\u202e${'長い'.repeat(60)}.pdf`;
    const raw = LETTER.toString('latin1').replace(
      encodeURIComponent(NAME),
      encodeURIComponent(name).replaceAll("'", '%27'),
    );
    await stack.append(ADDRESS, folder, Buffer.from(raw, 'latin1'));
    const [before] = (await ana.call(readMessage, { folder, uid: 1 })).attachments;
    const { uid } = await take(1, ['1.2']);
    const [after] = (await ana.call(readMessage, { folder, uid })).attachments;
    expect(after).toMatchObject({ name: before!.name, size: BYTES.length });
    const longest = Math.max(
      ...(await sourceOf(folder, uid)).split('\r\n').map(({ length }) => length),
    );
    expect(longest).toBeLessThan(998);
  });
});

describe('the corpus of odd messages', () => {
  const corpus = resolve(import.meta.dirname, '../../../../shared/corpus/eml');
  const index = resolve(corpus, 'index.jsonl');
  const hasCorpus = existsSync(index);
  if (!hasCorpus) console.log('lighten: skipped, there is no corpus beside the project');

  it.skipIf(!hasCorpus)(
    'is made lighter with every other byte kept, or refused and left alone',
    { timeout: 300_000 },
    async () => {
      const entries = readFileSync(index, 'utf8').trim().split('\n');
      const raws = entries.map((entry) => {
        const { file } = JSON.parse(entry) as { file: string };
        const text = readFileSync(resolve(corpus, file)).toString('latin1');
        return Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');
      });
      const stored = raws.map((raw) => ({ folder, flags: [], date: new Date(), raw }));
      await loadMail(stack, ADDRESS, stored);
      const outcomes = new Map<string, number>();
      for (let uid = 1; uid <= raws.length; uid++) {
        const { attachments } = await ana.call(readMessage, { folder, uid });
        const parts = attachments.map(({ part }) => part).slice(0, 100);
        if (!parts.length) continue;
        const outcome = await take(uid, parts).then(
          () => 'done',
          (error) => (error instanceof Refused ? error.code : String(error)),
        );
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      console.log('lighten, corpus:', Object.fromEntries(outcomes));
      expect([...outcomes.keys()].sort()).toEqual([
        'done',
        'lighten-failed',
        'message-sealed',
        'message-single',
      ]);
      expect(outcomes.get('done')).toBeGreaterThan(100);
      expect(outcomes.get('lighten-failed')).toBeLessThan(15);
      const { total } = await ana.call(listMessages, { folder });
      expect(total, 'each message is there once').toBe(raws.length);
    },
  );
});

/** The server marks by itself what holds files. */
const own = (flags: string[]) => flags.filter((flag) => !/^\$Has/.test(flag)).sort();

const take = (uid: number, parts: string[], language: 'en' | 'fr' = 'en') =>
  ana.call(lightenMessage, { folder, uid, parts, language });

async function sourceOf(where: string, uid: number): Promise<string> {
  const response = await ana.fetch(sourceAddress(where, uid));
  return Buffer.from(await response.arrayBuffer()).toString('latin1');
}
