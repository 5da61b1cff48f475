import { request } from 'node:http';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import type { ExportFormat } from '../../../shared/exports.ts';
import { mailFileTypes } from '../../../shared/files.ts';
import { listFolders } from '../../../shared/folders.ts';
import {
  archiveAddress,
  type ImportedArchive,
  type ImportTarget,
} from '../../../shared/imports.ts';
import { listMessages } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { download, prepared } from './testing.ts';

const ADDRESS = 'ana@test.example';
const OTHER = 'ben@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let ben: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  for (const address of [ADDRESS, OTHER]) await stack.addMailbox(address, PASSWORD);
  const flags = [['\\Seen'], [], ['\\Flagged', '$work'], ['\\Answered', '\\Seen']];
  for (let i = 0; i < 8; i++)
    await stack.append(
      ADDRESS,
      ['INBOX', 'Projets/Été 2024'][i % 2]!,
      `Message-ID: <m${i}@x>\r\nSubject: m${i}\r\n\r\nFrom here\r\n${'.'.repeat(i)}${i % 3 ? '\r\n' : ''}`,
      flags[i % 4],
      new Date(Date.UTC(2020, i, 1 + i, 3, 4, 5)),
    );
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
  ben = await bridge.signIn(OTHER, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

describe('mail that is brought back', () => {
  it.each(['zip', 'mbox'] as const)('is what it was, byte for byte: %s', async (format) => {
    const name = `Back ${format}`;
    const target = { to: 'new' as const, name };
    const answers = [];
    for (const file of await taken(format)) answers.push(await bringIn(ben, file, format, target));
    expect(answers.reduce((sum, { count }) => sum + count, 0)).toBe(8);
    for (const folder of ['INBOX', 'Projets/Été 2024'])
      expect(await contents(OTHER, `${name}/${folder}`)).toEqual(await contents(ADDRESS, folder));

    // What is there already stays out, when that is wanted.
    const again = [];
    for (const file of await taken(format))
      again.push(await bringIn(ben, file, format, target, true));
    expect(again.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(8);
    expect(again.every(({ count }) => count === 0)).toBe(true);
  });

  it('goes where it was, or all into one folder', async () => {
    const [file] = await taken('zip');
    const original = { to: 'original' as const, folder: 'INBOX' };
    const { places, made } = await bringIn(ben, file!, 'zip', original);
    expect(places.map(({ folder, count }) => [folder, count])).toEqual([
      ['INBOX', 4],
      ['Projets/Été 2024', 4],
    ]);
    expect(made).toEqual(['Projets', 'Projets/Été 2024']);
    const one = await bringIn(ben, file!, 'zip', { to: 'folder', folder: 'Archive' });
    expect(one).toMatchObject({ count: 8, places: [{ folder: 'Archive', uids: [[1, 8]] }] });
  });

  it('leaves nothing behind when it breaks, is refused, or is given up', async () => {
    const before = await foldersOf(ben);
    const target = { to: 'new' as const, name: 'Broken' };
    const files = { 'A/a.eml': eml('a'), 'B/b.eml': eml('b'), 'B/c.eml': Buffer.from('no mail') };
    await expect(bringIn(ben, zipSync(files), 'zip', target)).rejects.toThrow('not-mail');
    const bomb = { 'A/a.eml': eml('a'), 'b.txt': Buffer.alloc(50_000_000) };
    await expect(bringIn(ben, zipSync(bomb), 'zip', target)).rejects.toThrow('archive-unsafe');
    const away = { 'A/a.eml': eml('a'), '../b.eml': eml('b') };
    await expect(bringIn(ben, zipSync(away), 'zip', target)).rejects.toThrow('archive-unsafe');
    const nameless = { 'A/a.eml': eml('a'), ' /b.eml': eml('b') };
    await expect(bringIn(ben, zipSync(nameless), 'zip', target)).rejects.toThrow('archive-unsafe');
    await expect(
      bringIn(ben, zipSync({ 'a.eml': eml('a') }), 'zip', { to: 'folder', folder: 'Nowhere' }),
    ).rejects.toThrow('not-found');
    expect(await foldersOf(ben)).toEqual(before);

    const upload = request(bridge.url + archiveAddress(target, false), {
      method: 'POST',
      headers: {
        'Content-Type': mailFileTypes.zip,
        'X-Sobre': '1',
        Origin: bridge.url,
        Cookie: ben.cookie,
      },
    });
    const given = new Promise((resolve) => upload.on('error', resolve));
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`A/${i}.eml`, eml(`${i}`)]),
    );
    upload.write(Buffer.from(zipSync(many)).subarray(0, -100));
    await expect.poll(async () => await countOf('Broken/A')).toBeGreaterThan(5);
    upload.destroy();
    await given;
    await expect.poll(() => foldersOf(ben)).toEqual(before);
  });

  it('comes from our own page only (S-34)', async () => {
    const address = archiveAddress({ to: 'folder', folder: 'INBOX' }, false);
    const foreign = await ben.fetch(address, {
      method: 'POST',
      body: eml('x').toString(),
      headers: { 'Content-Type': 'message/rfc822', Origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
  });
});

const eml = (subject: string) => Buffer.from(`Subject: ${subject}\r\n\r\nx\r\n`);

async function taken(format: ExportFormat): Promise<Buffer[]> {
  const made = await prepared(ana, format);
  return Promise.all(made.parts.map((part) => download(ana, made, part)));
}

async function bringIn(
  who: Visitor,
  file: Uint8Array,
  kind: keyof typeof mailFileTypes,
  target: ImportTarget,
  skip = false,
): Promise<ImportedArchive> {
  const response = await who.fetch(archiveAddress(target, skip), {
    method: 'POST',
    body: Buffer.from(file),
    headers: { 'Content-Type': mailFileTypes[kind] },
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.code);
  return answer;
}

/** All that a message is, as the mail server tells it to another program. */
async function contents(address: string, folder: string) {
  const fields = 'flags date.received text';
  const all = await stack.doveadm('fetch', '-u', address, fields, 'mailbox', folder, 'all');
  return all.replaceAll('\\Recent ', '');
}

async function foldersOf(who: Visitor) {
  const { folders } = await who.call(listFolders, {});
  return folders.map(({ path, total }) => [path, total]);
}

const countOf = (folder: string) =>
  ben.call(listMessages, { folder }).then(
    ({ total }) => total,
    () => 0,
  );
