import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { undoCleanUp } from '../../../shared/clean-up.ts';
import { listMessages, moveMessages } from '../../../shared/messages.ts';
import {
  deleteRetention,
  MOST_RULES,
  previewRetention,
  readRetention,
  writeRetention,
} from '../../../shared/retention.ts';
import { startTestBridge, type TestBridge } from '../../testing.ts';
import { DAY, keeps, makePerson, rule } from './testing.ts';

let stack: TestStack;
let bridge: TestBridge;

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const somebody = () => makePerson(stack, bridge);

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
    const { rules } = await ana.visitor.call(readRetention, {});
    expect(rules).toMatchObject([{ on: true, rests: 'put-back', lastRun: { messages: 2 } }]);
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
