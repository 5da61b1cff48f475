import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badLetters } from '../../../mailstack/bad-letters.ts';
import { loadMail } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  listMessages,
  partAddress,
  readMessage,
  readPreviews,
  sourceAddress,
  WINDOW,
} from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const CORPUS = resolve(import.meta.dirname, '../../../../shared/corpus/eml');
const hasCorpus = existsSync(resolve(CORPUS, 'index.jsonl'));
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let bruno: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox('ana@test.example', PASSWORD);
  await stack.addMailbox('bruno@test.example', PASSWORD);
  await stack.append('bruno@test.example', 'INBOX', 'Subject: mine\r\n\r\nHello\r\n');
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn('ana@test.example', PASSWORD);
  bruno = await bridge.signIn('bruno@test.example', PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

describe('messages that are built to hurt (S-47)', () => {
  it.each(badLetters().map(({ name, raw }) => [name, raw] as const))(
    '%s: is listed, opened and downloaded, and nobody else notices',
    { timeout: 60_000 },
    async (name, raw) => {
      const folder = `Bad ${name}`;
      await stack.append('ana@test.example', folder, raw);
      let answered = 0;
      let isOver = false;
      const other = (async () => {
        while (!isOver) {
          const { rows } = await bruno.call(listMessages, { folder: 'INBOX' });
          expect(rows.map(({ subject }) => subject)).toEqual(['mine']);
          answered++;
        }
      })();
      const { rows } = await ana.call(listMessages, { folder });
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows).length).toBeLessThan(20_000);
      await ana.call(readPreviews, { folder, uids: [1] });
      const message = await ana.call(readMessage, { folder, uid: 1 });
      expect(message.bodies.length).toBeLessThanOrEqual(50);
      expect(message.attachments.length).toBeLessThanOrEqual(1000);
      expect(message.to.length + message.cc.length).toBeLessThanOrEqual(400);
      expect(message.references.length).toBeLessThanOrEqual(100);
      for (const { content, truncated } of message.bodies) {
        expect(content.length).toBeLessThanOrEqual(2 * 1024 * 1024);
        expect(truncated).toBe(['html', 'line'].includes(name));
      }
      isOver = true;
      await other;
      expect(answered).toBeGreaterThan(0);
      const source = await ana.fetch(sourceAddress(folder, 1));
      expect(Buffer.from(await source.arrayBuffer()).equals(Buffer.from(raw))).toBe(true);
    },
  );

  it('100,000 parts: the first are shown, the others are counted out', async () => {
    const message = await ana.call(readMessage, { folder: 'Bad parts', uid: 1 });
    expect(message.bodies[0]?.content).toBe('The first.');
    const [file] = message.attachments;
    if (file) {
      const part = await ana.fetch(partAddress('Bad parts', 1, file.part));
      expect(await part.text()).toBe('abcd');
    }
  });
});

describe('real messages', () => {
  it('are named in the letters that their writers meant, rules or not', async () => {
    const raw =
      'From: "J\u00fcrgen Gro\u00df" <j@else.example>\r\nSubject: Fr\u00f6sche\r\n\r\nx\r\n';
    await stack.append('ana@test.example', 'Raw bytes', Buffer.from(raw, 'latin1'));
    await stack.append('ana@test.example', 'Raw bytes', Buffer.from(raw, 'utf8'));
    const { rows } = await ana.call(listMessages, { folder: 'Raw bytes' });
    const opened = await ana.call(readMessage, { folder: 'Raw bytes', uid: 1 });
    for (const { subject, from } of [...rows, opened]) {
      expect(subject).toBe('Frösche');
      expect(from).toEqual([{ name: 'Jürgen Groß', address: 'j@else.example' }]);
    }
  });

  it.skipIf(!hasCorpus)(
    'are listed and opened, all of the corpus, in readable letters',
    { timeout: 120_000 },
    async () => {
      const files = readFileSync(resolve(CORPUS, 'index.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { file: string }).file);
      await loadMail(
        stack,
        'ana@test.example',
        files.map((file, i) => ({
          folder: 'Corpus',
          flags: [],
          date: new Date(1.6e12 + i * 1000),
          raw: withCrlf(readFileSync(resolve(CORPUS, file))),
        })),
      );
      let listed = 0;
      for (let offset = 0; offset < files.length; offset += WINDOW) {
        const { rows } = await ana.call(listMessages, { folder: 'Corpus', offset });
        listed += rows.length;
      }
      expect(listed).toBe(files.length);
      const unreadable: string[] = [];
      for (const [i, file] of files.entries()) {
        const message = await ana.call(readMessage, { folder: 'Corpus', uid: i + 1 });
        const text = message.subject + message.bodies.map(({ content }) => content).join('');
        if (/\uFFFD|Ã[\u0080-\u00bf]{1}/.test(text)) unreadable.push(file);
      }
      // A picture sent as text, bytes that are no text in any charset, a sign for the unreadable that the
      // sender wrote, and Big5 under the name of ASCII.
      expect(
        unreadable.filter((file) => !/chardet-|thirdparty_002|base64-replacement/.test(file)),
      ).toEqual([]);
    },
  );
});

const withCrlf = (raw: Buffer) =>
  Buffer.from(raw.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
