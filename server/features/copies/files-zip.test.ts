import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { choiceZipAddress } from '../../../shared/copies.ts';
import { lightenMessage } from '../../../shared/files.ts';
import { readMessage } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
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

const letter = (name: string, bytes: Buffer) =>
  [
    'Subject: =cmd, "odd"',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'words',
    '--b',
    `Content-Type: application/pdf; name="${name}"`,
    'Content-Disposition: attachment',
    'Content-Transfer-Encoding: base64',
    '',
    bytes.toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--b--',
    '',
  ].join('\r\n');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('the zip holds the bytes with the hash in the note, under names that are safe (S-22)', async () => {
  const names = ['same.pdf', 'same.pdf', '../../etc/passwd', 'manifest.csv'];
  for (const [i, name] of names.entries())
    await stack.append(ADDRESS, 'INBOX', letter(name, Buffer.alloc(200_000, `bytes ${i} `)));
  const response = await ana.fetch(choiceZipAddress({ folders: ['INBOX'], filesOver: 1000 }));
  expect(response.status).toBe(200);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const entries = Object.keys(files).sort();
  expect(entries).toEqual([
    'manifest (2).csv',
    'manifest.csv',
    'passwd',
    'same (2).pdf',
    'same.pdf',
  ]);
  const manifest = new TextDecoder().decode(files['manifest.csv']);
  expect(manifest).toContain(`"'=cmd, ""odd"""`);
  const kept = entries.filter((name) => name !== 'manifest.csv').map((name) => files[name]!);
  for (const bytes of kept) expect(manifest).toContain(sha256(bytes));

  const order = { folder: 'INBOX', uid: 1, parts: ['2'], language: 'en' };
  const { uid } = await ana.call(lightenMessage, order);
  const { attachments } = await ana.call(readMessage, { folder: 'INBOX', uid });
  expect(kept.map(sha256)).toContain(attachments[0]?.removed?.sha256);
});

it('a choice that is none is refused', async () => {
  const response = await ana.fetch('/api/copies/files.zip?choice=nonsense');
  expect(response.status).toBe(400);
});
