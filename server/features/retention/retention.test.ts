import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { readCleanUps, undoCleanUp } from '../../../shared/clean-up.ts';
import type { InputOf } from '../../../shared/endpoint.ts';
import { listMessages, moveMessages } from '../../../shared/messages.ts';
import {
  deleteRetention,
  MOST_RULES,
  previewRetention,
  readRetention,
  runRetention,
  writeReminder,
  writeRetention,
} from '../../../shared/retention.ts';
import { findCleanUp } from '../../store/clean-ups.ts';
import { readTurn } from '../../store/retention-turns.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { findByCookie } from '../session/session.ts';
import { runRules } from './run.ts';
import { lookAfter } from './visits.ts';

const PASSWORD = 'Canary-7-tilleul';
const DAY = 24 * 3600 * 1000;
const LETTER = 'Your rules tidied';
let stack: TestStack;
let bridge: TestBridge;
let people = 0;

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

interface Person {
  address: string;
  visitor: Visitor;
  has(
    folder: string,
    subject: string,
    more?: { from?: string; days?: number; flags?: string[] },
  ): Promise<void>;
  /** Without the letters that list what went, or those only. */
  subjects(folder: string, isLetters?: boolean): Promise<string[]>;
  run(now?: number, most?: number): ReturnType<typeof runRules>;
}

/** Somebody with a mailbox that no other test knows. */
async function somebody(): Promise<Person> {
  const address = `ana${++people}@test.example`;
  await stack.addMailbox(address, PASSWORD);
  const visitor = await bridge.signIn(address, PASSWORD);
  const session = (await findByCookie(bridge.context, visitor.cookie, '127.0.0.1'))!;
  return {
    address,
    visitor,
    async has(folder, subject, { from = 'Shop <shop@else.example>', days = 0, flags = [] } = {}) {
      const date = new Date(Date.now() - days * DAY);
      const id = `<${randomUUID()}@else.example>`;
      const raw = `From: ${from}\r\nSubject: ${subject}\r\nMessage-ID: ${id}\r\n\r\nHello\r\n`;
      await stack.append(address, folder, raw, flags, date);
    },
    async subjects(folder, isLetters = false) {
      const { rows } = await visitor.call(listMessages, { folder });
      const all = rows.map(({ subject }) => subject).sort();
      return all.filter((one) => one.startsWith(LETTER) === isLetters);
    },
    run: (now = Date.now(), most) =>
      runRules(bridge.context, session, { now, soon: true, ...(most && { most }) }),
  };
}

type Rule = InputOf<typeof writeRetention>['rule'];
const rule = (more: Partial<Rule> = {}): Rule => ({
  name: 'Shop',
  on: true,
  place: null,
  choice: { sender: 'shop@else.example' },
  keep: { days: 7 },
  spares: ['answered', 'contacts'],
  ...more,
});
const junk = rule({ name: 'Junk', place: 'junk', choice: {}, keep: { days: 30 }, spares: [] });

async function keeps({ visitor }: Person, said: Rule, agreed = 0) {
  const id = randomUUID();
  await visitor.call(writeRetention, { id, rule: said, agreed });
  return id;
}

describe('a rule', () => {
  it('takes what it said that it would, spares what it should, and is put back', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8 });
    await ana.has('Archive', 'older', { days: 80, flags: ['\\Seen'] });
    await ana.has('INBOX', 'starred', { days: 80, flags: ['\\Flagged'] });
    await ana.has('INBOX', 'answered', { days: 80, flags: ['\\Answered'] });
    await ana.has('INBOX', 'young', { days: 6 });
    await ana.has('INBOX', 'other', { days: 80, from: 'friend@else.example' });
    await ana.has('Trash', 'deleted', { days: 80 });
    const preview = await ana.visitor.call(previewRetention, { rule: rule() });
    expect(preview).toMatchObject({
      messages: 2,
      spared: { starred: 1, answered: 1 },
      rests: null,
    });
    expect(preview.samples.map(({ subject }) => subject).sort()).toEqual(['old', 'older']);
    const id = await keeps(ana, rule());
    expect(await ana.run()).toMatchObject({
      outcome: 'ran',
      rules: 1,
      messages: 2,
      bytes: preview.bytes,
    });
    expect(await ana.subjects('INBOX')).toEqual(
      expect.arrayContaining(['answered', 'other', 'starred', 'young']),
    );
    expect(await ana.subjects('INBOX')).not.toContain('old');
    expect(await ana.subjects('Archive')).toEqual([]);
    expect(await ana.subjects('Trash')).toEqual(['deleted', 'old', 'older']);
    const [kept] = (await ana.visitor.call(readRetention, {})).rules;
    expect(kept).toMatchObject({
      id,
      lastRun: { messages: 2, bytes: preview.bytes, state: 'done' },
    });

    await ana.visitor.call(undoCleanUp, { id: kept!.lastRun!.cleanUp! });
    await expect.poll(() => ana.subjects('Archive')).toEqual(['older']);
    await expect
      .poll(async () => (await ana.visitor.call(readRetention, {})).rules[0]?.lastRun?.state)
      .toBe('back');
    // What was put back is not taken again.
    const { rules, nextRun } = await ana.visitor.call(readRetention, {});
    expect(rules).toMatchObject([{ on: true, rests: 'put-back', lastRun: { messages: 2 } }]);
    expect(nextRun).toBeNull();
    expect(await ana.run()).toMatchObject({ outcome: 'ran', rules: 0, messages: 0 });
    // … until its owner wants it.
    await ana.visitor.call(writeRetention, { id, rule: rule() });
    expect(await ana.run()).toMatchObject({ rules: 1, messages: 2 });
  });

  it('keeps only the latest', async () => {
    const ana = await somebody();
    for (const days of [1, 2, 3, 4]) await ana.has('INBOX', `${days} days`, { days });
    await keeps(ana, rule({ keep: { latest: 2 } }));
    expect(await ana.run()).toMatchObject({ messages: 2 });
    expect(await ana.subjects('INBOX')).toEqual(['1 days', '2 days']);
  });

  it('spares contacts and answered messages only when that is said', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'answered', { days: 80, flags: ['\\Answered'] });
    await ana.has('INBOX', 'starred', { days: 80, flags: ['\\Flagged'] });
    await keeps(ana, rule({ spares: [] }));
    expect(await ana.run()).toMatchObject({ messages: 1 });
    expect(await ana.subjects('INBOX')).toEqual(['starred']);
  });

  it('takes no more in one run than a run takes, the oldest first', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'starred', { days: 99, flags: ['\\Flagged'] });
    for (const days of [30, 20, 50, 40]) await ana.has('INBOX', `${days} days`, { days });
    await keeps(ana, rule());
    expect(await ana.run(Date.now(), 3)).toMatchObject({ messages: 3 });
    expect(await ana.subjects('INBOX')).toEqual(['20 days', 'starred']);
    expect(await ana.run(Date.now() + 1, 3)).toMatchObject({ messages: 1 });
    expect(await ana.subjects('INBOX')).toEqual(['starred']);
  });

  it('of a folder rests while the folder is away', async () => {
    const ana = await somebody();
    await ana.has('Codes', 'code', { days: 9 });
    await keeps(ana, rule({ choice: { folders: ['Codes'] } }));
    await stack.doveadm('mailbox', 'rename', '-u', ana.address, 'Codes', 'Numbers');
    expect(await ana.run()).toMatchObject({ rules: 1, messages: 0 });
    const read = async () => (await ana.visitor.call(readRetention, {})).rules[0]?.rests;
    expect(await read()).toBe('folder-gone');
    await stack.doveadm('mailbox', 'rename', '-u', ana.address, 'Numbers', 'Codes');
    expect(await ana.run()).toMatchObject({ messages: 1 });
    expect(await read()).toBeNull();
  });
});

describe('Trash and Junk', () => {
  it('are counted from the day on which a message came there (RFC 8514)', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'moved today', { days: 400 });
    await ana.has('Trash', 'starred', { days: 400, flags: ['\\Flagged'] });
    const { rows } = await ana.visitor.call(listMessages, { folder: 'INBOX' });
    const uids = rows.filter(({ subject }) => subject === 'moved today').map(({ uid }) => uid);
    await ana.visitor.call(moveMessages, { folder: 'INBOX', uids, to: 'Trash' });
    const trash = rule({
      name: 'Trash',
      place: 'trash',
      choice: {},
      keep: { days: 30 },
      spares: [],
    });
    expect(await ana.visitor.call(previewRetention, { rule: trash })).toMatchObject({
      messages: 0,
    });
    await keeps(ana, trash);
    expect(await ana.run(Date.now() + 29 * DAY)).toMatchObject({ messages: 0 });
    expect(await ana.subjects('Trash')).toEqual(['moved today', 'starred']);
    expect(await ana.run(Date.now() + 32 * DAY)).toMatchObject({ messages: 1 });
    expect(await ana.subjects('Trash')).toEqual(['starred']);
    const [kept] = (await ana.visitor.call(readRetention, {})).rules;
    expect(kept?.lastRun).toMatchObject({ messages: 1, backUntil: null });
  });

  it('named as folders are the same places', async () => {
    const ana = await somebody();
    const id = await keeps(ana, rule({ choice: { folders: ['Junk'] }, keep: { days: 30 } }));
    expect((await ana.visitor.call(readRetention, {})).rules).toMatchObject([
      { id, place: 'junk', choice: {} },
    ]);
    for (const wrong of [
      rule({ choice: { folders: ['Trash', 'INBOX'] } }),
      rule({ choice: { folders: ['Trash'], sender: 'a@b.example' } }),
      rule({ choice: { folders: ['Trash'] }, keep: { latest: 3 } }),
    ]) {
      await expect(keeps(ana, wrong)).rejects.toMatchObject({ code: 'input-invalid' });
    }
  });
});

describe('what is written', () => {
  it('says what it is about', async () => {
    const ana = await somebody();
    for (const wrong of [
      rule({ choice: {} }),
      rule({ choice: { newsletters: false } }),
      rule({ choice: { sender: '' } }),
      rule({ place: 'trash' }),
      rule({ place: 'junk', choice: {}, keep: { latest: 3 } }),
      rule({ keep: { days: 0 } }),
      rule({ keep: { days: 1e9 } }),
      rule({ name: 'a\nb' }),
      rule({ choice: { folders: [] } }),
    ]) {
      await expect(keeps(ana, wrong), JSON.stringify(wrong)).rejects.toMatchObject({
        code: 'input-invalid',
      });
    }
  });

  it('is sealed: who reads the tables reads no name of a sender (S-36)', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8, from: 'canary@else.example' });
    await keeps(ana, rule({ name: 'canary rule', choice: { sender: 'canary@else.example' } }));
    await ana.run();
    const { store } = bridge.context;
    for (const table of ['retention_rules', 'retention_untold', 'retention_accounts'] as const) {
      const rows = await store.selectFrom(table).selectAll().execute();
      expect(JSON.stringify(rows), table).not.toContain('canary');
    }
  });

  it('is asked about again when it would take much', async () => {
    const ana = await somebody();
    const letters = Array.from({ length: 501 }, (_, i) => i);
    await stack.append(
      ana.address,
      'Lists',
      'From: Shop <shop@else.example>\r\nSubject: x\r\n\r\nx\r\n',
      [],
      new Date(0),
    );
    // Copies of one message: quicker than letters of their own.
    for (let have = 1; have < letters.length; have *= 2)
      await stack.doveadm('copy', '-u', ana.address, 'Lists', 'mailbox', 'Lists', 'all');
    const much = rule({ choice: { folders: ['Lists'] } });
    const { messages } = await ana.visitor.call(previewRetention, { rule: much });
    expect(messages).toBeGreaterThan(500);
    await expect(keeps(ana, much)).rejects.toMatchObject({
      status: 409,
      code: 'retention-much',
      details: { messages },
    });
    await expect(keeps(ana, much, messages - 1)).rejects.toMatchObject({ code: 'retention-much' });
    expect((await ana.visitor.call(readRetention, {})).rules).toEqual([]);
    await keeps(ana, { ...much, on: false });
    await keeps(ana, much, messages);
    expect((await ana.visitor.call(readRetention, {})).rules).toHaveLength(2);
  });

  it('is somebody’s own (S-37)', async () => {
    const [ana, bob] = [await somebody(), await somebody()];
    const id = await keeps(ana, rule());
    await expect(bob.visitor.call(deleteRetention, { id })).rejects.toMatchObject({ status: 404 });
    await bob.visitor.call(writeRetention, { id, rule: rule({ name: 'His' }) });
    expect((await ana.visitor.call(readRetention, {})).rules).toMatchObject([{ name: 'Shop' }]);
    await bob.visitor.call(deleteRetention, { id });
    expect((await ana.visitor.call(readRetention, {})).rules).toHaveLength(1);
    await ana.visitor.call(deleteRetention, { id });
    await expect(ana.visitor.call(deleteRetention, { id })).rejects.toMatchObject({ status: 404 });
  });

  it('has an end', async () => {
    const ana = await somebody();
    for (let i = 0; i < MOST_RULES; i++) await keeps(ana, rule({ on: false, name: `${i}` }));
    await expect(keeps(ana, rule({ on: false }))).rejects.toMatchObject({ code: 'limit-reached' });
  });
});

describe('runs', () => {
  const sessionFor = async ({ visitor }: Person) =>
    (await findByCookie(bridge.context, visitor.cookie, '127.0.0.1'))!;

  it('come once a day, by one of many', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8 });
    await keeps(ana, rule());
    const session = await sessionFor(ana);
    const now = Date.now();
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => runRules(bridge.context, session, { now })),
    );
    expect(all.map(({ outcome }) => outcome).sort()).toEqual([
      'not-due',
      'not-due',
      'not-due',
      'ran',
    ]);
    await ana.has('INBOX', 'old, too', { days: 8 });
    await lookAfter(bridge.context, session, now + DAY / 2);
    expect(await ana.subjects('INBOX')).toContain('old, too');
    await lookAfter(bridge.context, session, now + DAY);
    expect(await ana.subjects('INBOX')).not.toContain('old, too');
    const { nextRun, running } = await ana.visitor.call(readRetention, {});
    expect(nextRun).toBe(now + DAY + 20 * 3600 * 1000);
    expect(running).toBe(false);
  });

  it('leave a rule alone that is off, and a person who cleans up by hand', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8 });
    const id = await keeps(ana, rule({ on: false }));
    expect(await ana.run()).toMatchObject({ outcome: 'ran', rules: 0 });
    await ana.visitor.call(writeRetention, { id, rule: rule() });
    expect(await ana.run(Date.now() + 1)).toMatchObject({ messages: 1 });
    const { cleanUps } = await ana.visitor.call(readCleanUps, {});
    const set = (state: string) =>
      bridge.context.store
        .updateTable('clean_ups')
        .set({ state, due_at: null })
        .where('id', '=', cleanUps[0]!.id)
        .execute();
    await set('running');
    expect(await ana.run(Date.now() + 2)).toMatchObject({ outcome: 'busy' });
    await set('done');
    expect(await ana.run(Date.now() + 3)).toMatchObject({ outcome: 'ran' });
  });

  it('begin when they are asked for, and tell the pages', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8 });
    const page = await ana.visitor.listen();
    await keeps(ana, rule());
    await page.hears('retention');
    await ana.visitor.call(runRetention, {});
    const done = await page.hears('clean-up', ({ cleanUp }) => cleanUp.state === 'done', 20_000);
    expect(done.cleanUp).toMatchObject({ tool: 'retention', about: 'Shop', messages: 1 });
    page.close();
  });

  it('do nothing for who has signed out', async () => {
    const ana = await somebody();
    await ana.has('INBOX', 'old', { days: 8 });
    await keeps(ana, rule());
    const session = await sessionFor(ana);
    await lookAfter(bridge.context, { ...session, sessionId: 'over' });
    expect(await ana.subjects('INBOX')).toEqual(['old']);
  });
});

describe('the letter that lists what went', () => {
  const letters = (ana: Person) => ana.subjects('INBOX', true);

  it('comes at most once a week, with everything since', async () => {
    const ana = await somebody();
    const now = Date.now();
    await ana.has('INBOX', 'a', { days: 80 });
    await keeps(ana, rule());
    await ana.run(now);
    expect(await letters(ana)).toEqual([
      expect.stringMatching(/^Your rules tidied: 1 message, \d/),
    ]);
    await ana.has('INBOX', 'b', { days: 80 });
    await ana.run(now + DAY);
    await ana.has('INBOX', 'c', { days: 80 });
    await ana.run(now + 2 * DAY);
    expect(await letters(ana)).toHaveLength(1);
    await ana.run(now + 8 * DAY);
    expect((await letters(ana)).sort()[1]).toMatch(/: 2 messages, /);
    await ana.run(now + 16 * DAY);
    expect(await letters(ana)).toHaveLength(2);
    const text = await stack.doveadm(
      'fetch',
      '-u',
      ana.address,
      'body',
      'mailbox',
      'INBOX',
      'header',
      'subject',
      'tidied: 2',
    );
    expect(text).toContain('Shop: 2 messages');
    expect(text).toContain('/settings/storage/rules');
  });

  it('does not come when nobody wants it', async () => {
    const ana = await somebody();
    await ana.visitor.call(writeReminder, { remind: false });
    await ana.has('INBOX', 'a', { days: 80 });
    await keeps(ana, rule());
    await ana.run();
    expect(await letters(ana)).toEqual([]);
    await ana.visitor.call(writeReminder, { remind: true });
    await ana.run(Date.now() + DAY);
    expect(await letters(ana)).toEqual([]);
    expect(await readTurn(bridge.context.store, ana.address)).toMatchObject({ remindedAt: null });
  });

  it('says what is gone for good, and no more than the name of the rule', async () => {
    const ana = await somebody();
    await ana.has('Junk', 'Buy!', {});
    await keeps(ana, { ...junk, name: 'Junk: <b>30</b> days' });
    await ana.run(Date.now() + 40 * DAY);
    const [kept] = (await ana.visitor.call(readRetention, {})).rules;
    const entry = await findCleanUp(bridge.context.store, ana.address, kept!.lastRun!.cleanUp!);
    expect(entry?.freed).toBeGreaterThan(0);
    const text = await stack.doveadm('fetch', '-u', ana.address, 'body', 'mailbox', 'INBOX', 'all');
    expect(text).toContain('Deleted for good');
    expect(text).toContain('Junk: <b>30</b> days: 1 message');
    expect(text).not.toContain('Buy!');
  });
});
