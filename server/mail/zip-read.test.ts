import { deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readArchive } from './archive.ts';
import { centralHeader, endOfZip, localHeader } from './zip-write.ts';

const EML = Buffer.from('Subject: s\r\nDate: Thu, 29 Feb 2024 10:30:00 +0100\r\n\r\nwords\r\n');
const MBOX = Buffer.from('From x Thu Feb 29 10:30:00 2024\nSubject: in an mbox\n\nwords\n\n');

async function read(zip: Uint8Array, length = 1000) {
  const bytes = Buffer.from(zip);
  const file = (async function* () {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  })();
  const messages = [];
  for await (const one of readArchive(file, 'application/zip')) messages.push(one);
  return messages;
}

/** A zip as we write them, of files that are stored. */
function stored(files: Record<string, Buffer>): Buffer {
  const entries = Object.entries(files).map(([name, bytes]) => ({
    bytes,
    entry: { name, size: bytes.length, crc: 0, modified: 0 },
  }));
  const body = Buffer.concat(entries.flatMap(({ entry, bytes }) => [localHeader(entry), bytes]));
  const directory = Buffer.concat(entries.map(({ entry }) => centralHeader(entry, 0)));
  return Buffer.concat([
    body,
    directory,
    endOfZip(entries.length, body.length, directory.length, ''),
  ]);
}

describe('a zip of messages', () => {
  it('of any program is read, its directories are folders, and what is no mail stays out', async () => {
    const zip = zipSync({
      'Archive/2024/a.eml': EML,
      'top.EML': EML,
      'Takeout/All mail.mbox': MBOX,
      'photo.jpg': Buffer.alloc(100_000, 'x'),
      '__MACOSX/._a.eml': Buffer.from('no mail'),
    });
    for (const length of [1, 7, 100_000])
      expect(
        (await read(zip, length)).map(({ raw, folder }) => [folder, raw.toString().slice(0, 14)]),
      ).toEqual([
        [['Archive', '2024'], 'Subject: s\r\nDa'],
        [null, 'Subject: s\r\nDa'],
        [['Takeout', 'All mail'], 'Subject: in an'],
      ]);
  });

  it('holds a zip within a message without being misled by it', async () => {
    const inner = Buffer.concat([EML, zipSync({ 'evil.eml': EML })]);
    const messages = await read(stored({ 'a.eml': inner, 'b.eml': EML }), 13);
    expect(messages.map(({ raw }) => raw.length)).toEqual([inner.length, EML.length]);
  });

  it.each([
    '../a.eml',
    'a/../../b.eml',
    '/etc/a.eml',
    '\\\\host\\a.eml',
    'C:\\a.eml',
    'a\u0000.eml',
    '..\\a.eml',
  ])('with a name that leads outside is refused (S-22): %j', async (name) => {
    await expect(read(stored({ [name]: EML }))).rejects.toMatchObject({ code: 'archive-unsafe' });
  });

  it('that unpacks to far more than it weighs is refused before it does (S-24)', async () => {
    const bomb = zipSync({ 'a.txt': Buffer.alloc(100_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(200_000);
    await expect(read(bomb)).rejects.toMatchObject({ code: 'archive-unsafe' });
    const large = zipSync({ 'a.eml': Buffer.concat([EML, Buffer.alloc(9_000_000, 'abc def')]) });
    expect(await read(large)).toHaveLength(1);
  });

  it('that lies about a size, or is no whole zip, is refused (S-24)', async () => {
    const zip = Buffer.from(zipSync({ 'a.eml': EML, 'b.eml': EML }));
    const lying = Buffer.from(zip);
    lying.writeUInt32LE(5, 18);
    await expect(read(lying)).rejects.toMatchObject({ code: 'not-mail' });
    const second = zip.indexOf('PK\u0003\u0004', 4, 'latin1');
    for (const end of [second, second + 10, zip.length - 23, 10])
      await expect(read(zip.subarray(0, end))).rejects.toMatchObject({ code: 'not-mail' });
    await expect(read(Buffer.from('not a zip at all'))).rejects.toMatchObject({ code: 'not-mail' });
    await expect(read(deflateRawSync('x'))).rejects.toMatchObject({ code: 'not-mail' });
  });

  it('with a link holds where it leads, which is no message', async () => {
    const zip = zipSync({
      'a.eml': [Buffer.from('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }],
    });
    await expect(read(zip)).rejects.toMatchObject({ code: 'not-mail' });
  });
});
