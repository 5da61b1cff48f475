import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadMail } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { readFileText, readNested } from '../../../shared/files.ts';
import { partAddress, readMessage } from '../../../shared/messages.ts';
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
  folder = `Shown ${++box}`;
});

const DEEP = [
  'From: =?utf-8?Q?Zo=C3=A9?= <z@x.example>',
  'To: a@x.example',
  'Subject: =?utf-8?Q?Tout_au_fond?=',
  '',
  'Au fond.',
].join('\r\n');

const MIDDLE = [
  'From: m@x.example',
  'Subject: Middle',
  'Date: Thu, 29 Feb 2024 10:30:00 +0100',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=mid',
  '',
  '--mid',
  'Content-Type: text/html; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<p>=E9t=E9</p>',
  '--mid',
  'Content-Type: message/rfc822',
  '',
  DEEP,
  '--mid--',
].join('\r\n');

const OUTER = [
  'Subject: Outer',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=out',
  '',
  '--out',
  'Content-Type: text/plain; charset=iso-8859-15; name=prix.txt',
  'Content-Disposition: attachment',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('10 \xa4', 'latin1').toString('base64'),
  '--out',
  'Content-Type: message/rfc822',
  '',
  MIDDLE,
  '--out--',
  '',
].join('\r\n');

describe('a message in a message', () => {
  it('is read by its parts, at any depth, under numbers that fetch them', async () => {
    await stack.append(ADDRESS, folder, OUTER);
    const { attachments } = await ana.call(readMessage, { folder, uid: 1 });
    expect(attachments.map(({ name, part }) => [name, part])).toEqual([
      ['prix.txt', '1'],
      ['Middle.eml', '2'],
    ]);
    const middle = await ana.call(readNested, { folder, uid: 1, part: '2' });
    expect(middle).toMatchObject({
      from: [{ name: '', address: 'm@x.example' }],
      subject: 'Middle',
      date: Date.parse('2024-02-29T09:30:00Z'),
      bodies: [{ part: '2.1', type: 'text/html', content: '<p>été</p>' }],
      attachments: [{ part: '2.2', name: 'Tout au fond.eml', type: 'message/rfc822' }],
    });
    const deep = await ana.call(readNested, { folder, uid: 1, part: '2.2' });
    expect(deep).toMatchObject({
      from: [{ name: 'Zoé', address: 'z@x.example' }],
      date: null,
      bodies: [{ part: '2.2.1', content: 'Au fond.' }],
      attachments: [],
    });
    const text = await ana.fetch(partAddress(folder, 1, '2.2.1'));
    expect(await text.text()).toBe('Au fond.');
  });

  it('that is none, or not there, is refused', async () => {
    await stack.append(ADDRESS, folder, OUTER);
    for (const part of ['1', '2.1', '3', '2.2.9'])
      await expect(ana.call(readNested, { folder, uid: 1, part })).rejects.toMatchObject({
        code: 'not-found',
      });
    await expect(ana.call(readNested, { folder, uid: 1, part: 'x' })).rejects.toMatchObject({
      status: 400,
    });
  });
});

describe('a file of text', () => {
  it('is read in its own charset', async () => {
    await stack.append(ADDRESS, folder, OUTER);
    expect(await ana.call(readFileText, { folder, uid: 1, part: '1' })).toEqual({
      content: '10 €',
      truncated: false,
    });
  });

  it('is cut when it is long', async () => {
    const body = 'long line\r\n'.repeat(250_000);
    await stack.append(ADDRESS, folder, OUTER.replace(/prix.*?(?=--out\r\n)/s, `x\r\n\r\n${body}`));
    const { content, truncated } = await ana.call(readFileText, { folder, uid: 1, part: '1' });
    expect([truncated, content.length]).toEqual([true, 2 * 1024 * 1024]);
  });
});

describe('the corpus of odd messages', () => {
  const corpus = resolve(import.meta.dirname, '../../../../shared/corpus/eml');
  const index = resolve(corpus, 'index.jsonl');
  const hasCorpus = existsSync(index);
  if (!hasCorpus) console.log('files: skipped, there is no corpus beside the project');

  it.skipIf(!hasCorpus)('opens every message in a message', { timeout: 120_000 }, async () => {
    const raws = readFileSync(index, 'utf8')
      .trim()
      .split('\n')
      .map((entry) => readFileSync(resolve(corpus, (JSON.parse(entry) as { file: string }).file)))
      .filter((raw) => /message\/rfc822/i.test(raw.toString('latin1')));
    const stored = raws.map((raw) => ({ folder, flags: [], date: new Date(), raw }));
    await loadMail(stack, ADDRESS, stored);
    let opened = 0;
    const open = async (uid: number, part: string): Promise<void> => {
      const { attachments } = await ana.call(readNested, { folder, uid, part });
      opened++;
      for (const file of attachments)
        if (file.type === 'message/rfc822') await open(uid, file.part);
    };
    for (let uid = 1; uid <= raws.length; uid++) {
      const { attachments } = await ana.call(readMessage, { folder, uid });
      for (const { part, type } of attachments)
        if (type === 'message/rfc822') await open(uid, part);
    }
    expect(opened).toBeGreaterThan(20);
  });
});
