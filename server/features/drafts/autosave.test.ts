import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { readDraft, saveDraft } from '../../../shared/drafts.ts';
import { Refused, startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { seeded, startWire, type Wire } from './testing.ts';

const ANA = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
const SAVES = 120;
let stack: TestStack;
let wire: Wire;
let bridge: TestBridge;
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ANA, PASSWORD);
  wire = await startWire(stack.ports.imap);
  bridge = await startTestBridge(stack, { IMAP_URL: `imap://127.0.0.1:${wire.port}` });
  ana = await bridge.signIn(ANA, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  wire?.close();
  await stack?.stop();
});

describe(`${SAVES} autosaves of one letter while the connection is cut at any place (F-11)`, () => {
  it.each([1, 2])(
    'leave one draft with the last words, and all others as they were (seed %i)',
    async (seed) => {
      const bystanders = await putOthers();
      const cuts = wire.cuts();
      const letter = await autosave(seeded(seed));
      expect(wire.cuts() - cuts).toBeGreaterThan(20);
      expect(await uidsOf(letter.subject)).toHaveLength(1);
      const { text } = await ana.call(readDraft, { id: letter.id });
      expect(text.trimEnd()).toBe(letter.text);
      for (const subject of bystanders) expect(await uidsOf(subject)).toHaveLength(1);
    },
    120_000,
  );

  it('also on a server that can do hardly more than RFC 3501 asks (F-21)', async () => {
    const conf = join(stack.layout.home, 'dovecot/dovecot.conf');
    await appendFile(conf, '\nprotocol imap {\n  imap_capability = IMAP4rev1 IDLE NAMESPACE\n}\n');
    await stack.stopDovecot();
    await stack.startDovecot();
    const bystanders = await putOthers();
    const letter = await autosave(seeded(3), 30);
    expect(await uidsOf(letter.subject)).toHaveLength(1);
    // Another program's mark is not our leave to expunge.
    await stack.doveadm(
      ...['flags', 'add', '-u', ANA, '\\Deleted'],
      ...['mailbox', 'Drafts', 'header', 'subject', bystanders[0]!],
    );
    await save(letter);
    expect(await uidsOf(bystanders[0]!)).toHaveLength(1);
    expect(await uidsOf(letter.subject, 'undeleted')).toHaveLength(1);
  }, 120_000);
});

/** A writer whose page saves again and again, as the client does: what is not answered is named the next time. */
interface Writer {
  id: string;
  subject: string;
  text: string;
  base: string | null;
  tried: string[];
}

async function autosave(chance: () => number, saves = SAVES): Promise<Writer> {
  const writer: Writer = {
    ...{ id: randomUUID(), subject: randomUUID(), text: '' },
    ...{ base: null, tried: [] },
  };
  for (let i = 0; i < saves; i++) {
    writer.text = `Chapter ${i}. `.repeat(1 + Math.floor(chance() * 40)).trim();
    if (chance() < 0.4) {
      // A save takes some 2,000 bytes each way: the cut falls into any part of it.
      wire.cutAfter(Math.floor(chance() * 2500), chance() < 0.5 ? 'up' : 'down');
    }
    await save(writer).catch(expectCut);
  }
  wire.cutAfter(Number.POSITIVE_INFINITY, 'up');
  await save(writer);
  return writer;
}

async function save(writer: Writer) {
  const version = randomUUID();
  writer.tried.push(version);
  await ana.call(saveDraft, {
    ...{ id: writer.id, account: ANA, version, base: writer.base, tried: writer.tried },
    ...{ changedAt: Date.now(), from: { name: '', address: ANA } },
    ...{ to: [], cc: [], bcc: [], subject: writer.subject, text: writer.text },
  });
  writer.base = version;
  writer.tried = [];
}

function expectCut(error: unknown) {
  if (!(error instanceof Refused)) throw error;
  expect(error.code).toBe('mail-server-down');
}

async function putOthers(): Promise<string[]> {
  const subjects = [randomUUID(), randomUUID()];
  for (const subject of subjects) {
    const raw = `From: ${ANA}\r\nSubject: ${subject}\r\n\r\nAnother draft\r\n`;
    await stack.append(ANA, 'Drafts', raw, ['\\Draft']);
  }
  return subjects;
}

async function uidsOf(subject: string, ...more: string[]): Promise<string[]> {
  const query = ['mailbox', 'Drafts', 'header', 'subject', subject, ...more];
  const found = await stack.doveadm('fetch', '-u', ANA, 'uid', ...query);
  return found.match(/^uid: \d+/gm) ?? [];
}
