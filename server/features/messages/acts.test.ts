import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { simpleMessages } from '../../../mailstack/demo/simple-mail.ts';
import { loadMail } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  copyMessages,
  expungeMessages,
  listMessages,
  markFolderRead,
  moveMessages,
  setFlags,
  undoAct,
} from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';

const PASSWORD = 'Canary-7-tilleul';
const ANA = 'ana@test.example';
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;
let bob: Visitor;
let box = 0;
let folder = '';

beforeAll(async () => {
  stack = await startTestStack();
  for (const who of [ANA, 'bob@test.example']) await stack.addMailbox(who, PASSWORD);
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ANA, PASSWORD);
  bob = await bridge.signIn('bob@test.example', PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(() => {
  folder = `Acts ${++box} é`;
});

describe('all of a view', () => {
  it('is acted on without a list of UIDs, and what arrived since is left alone', async () => {
    await put('one');
    await put('two');
    const { uidNext } = await ana.call(listMessages, { folder });
    await put('late');
    const view = { sort: 'date', ascending: false, filter: 'all' };
    const uids = [[1, uidNext - 1]];
    const flagged = await ana.call(setFlags, { folder, uids, view, add: ['\\Flagged'] });
    expect(flagged).toEqual({ changed: [], count: 2, undo: expect.any(String) });
    const moved = await ana.call(moveMessages, { folder, uids, view, to: 'Archive' });
    expect(moved.count).toBe(2);
    expect(await subjects()).toEqual(['late']);
  });

  it('with a filter is what the filter shows, but for rows that were taken out', async () => {
    await put('read', ['\\Seen']);
    await put('new 1');
    await put('new 2');
    await put('new 3');
    const view = { sort: 'subject', filter: 'unread' };
    const uids = [
      [1, 2],
      [4, 9],
    ];
    const done = await ana.call(setFlags, { folder, uids, view, add: ['\\Flagged'] });
    expect(done.count).toBe(2);
    const { rows } = await ana.call(listMessages, { folder, filter: 'starred' });
    expect(rows.map(({ subject }) => subject)).toEqual(['new 3', 'new 1']);
  });

  it('that is empty changes nothing', async () => {
    await put('read', ['\\Seen']);
    const all = { folder, uids: [[1, 9]], view: { filter: 'unread' } };
    expect(await ana.call(moveMessages, { ...all, to: 'Archive' })).toMatchObject({
      count: 0,
      undo: null,
    });
    expect(await ana.call(expungeMessages, all)).toEqual({ count: 0 });
    expect(await subjects()).toEqual(['read']);
  });

  it('may be scattered over more UIDs than fit on a line of the protocol', async () => {
    const address = 'scattered@test.example';
    await stack.addMailbox(address, PASSWORD);
    const all = 3000;
    await loadMail(stack, address, inFolder(folder, all));
    const visitor = await bridge.signIn(address, PASSWORD);
    const odd = Array.from({ length: all / 2 }, (_, i) => 2 * i + 1);
    const done = await visitor.call(moveMessages, { folder, uids: odd, to: 'Archive' });
    expect(done.count).toBe(all / 2);
    expect((await visitor.call(listMessages, { folder })).total).toBe(all / 2);
    expect(await visitor.call(undoAct, { token: done.undo })).toEqual({
      count: all / 2,
      wanted: all / 2,
    });
    expect((await visitor.call(listMessages, { folder })).total).toBe(all);
  });
});

describe('undo', () => {
  it('puts back the flags that the act changed, and no others', async () => {
    await put('was read', ['\\Seen']);
    await put('was new');
    const { undo } = await ana.call(setFlags, { folder, uids: [[1, 2]], add: ['\\Seen'] });
    expect(await ana.call(undoAct, { token: undo })).toEqual({ count: 1, wanted: 1 });
    expect(await flagsOf('was read')).toContain('\\Seen');
    expect(await flagsOf('was new')).not.toContain('\\Seen');
  });

  it('of spam moves back, and gives each keyword back to whom it belonged', async () => {
    await put('had both', ['$Junk', '$NotJunk']);
    await put('had none');
    await stack.doveadm('mailbox', 'create', '-u', ANA, `${folder} Junk`);
    const to = `${folder} Junk`;
    const spam = { folder, uids: [[1, 2]], to, add: ['$Junk'], remove: ['$NotJunk'] };
    const { undo, count } = await ana.call(moveMessages, spam);
    expect(count).toBe(2);
    const there = await ana.call(listMessages, { folder: to });
    for (const { flags } of there.rows) {
      expect(flags).toContain('$Junk');
      expect(flags).not.toContain('$NotJunk');
    }
    await ana.call(undoAct, { token: undo });
    expect(await flagsOf('had both')).toEqual(expect.arrayContaining(['$Junk', '$NotJunk']));
    expect(await flagsOf('had none')).not.toContain('$Junk');
  });

  it('of a copy deletes the copies alone', async () => {
    await put('kept');
    await put('other');
    const there = `${folder} there`;
    await stack.doveadm('mailbox', 'create', '-u', ANA, there);
    await ana.call(copyMessages, { folder, uids: [2], to: there });
    const { count, undo } = await ana.call(copyMessages, { folder, uids: [1], to: there });
    expect(count).toBe(1);
    await ana.call(undoAct, { token: undo });
    const { rows } = await ana.call(listMessages, { folder: there });
    expect(rows.map(({ subject }) => subject)).toEqual(['other']);
    expect(await subjects()).toEqual(['other', 'kept']);
  });

  it('of marking a folder read makes unread what was', async () => {
    await put('was read', ['\\Seen']);
    await put('was new');
    const { count, undo } = await ana.call(markFolderRead, { folder });
    expect(count).toBe(1);
    await ana.call(undoAct, { token: undo });
    expect(await flagsOf('was new')).not.toContain('\\Seen');
    expect(await flagsOf('was read')).toContain('\\Seen');
  });

  it('says how many were still there', async () => {
    await put('one');
    await put('two');
    const { undo, uids } = await ana.call(moveMessages, { folder, uids: [[1, 2]], to: 'Archive' });
    const [[first]] = uids as [[number, number]];
    await ana.call(expungeMessages, { folder: 'Archive', uids: [first] });
    expect(await ana.call(undoAct, { token: undo })).toEqual({ count: 1, wanted: 2 });
    expect(await subjects()).toHaveLength(1);
  });

  it('works once, and for nobody else (S-37)', async () => {
    await put('mine');
    const { undo } = await ana.call(setFlags, { folder, uids: [1], add: ['\\Flagged'] });
    const gone = { status: 404, code: 'undo-gone' };
    await expect(bob.call(undoAct, { token: undo })).rejects.toMatchObject(gone);
    expect(await flagsOf('mine')).toContain('\\Flagged');
    await ana.call(undoAct, { token: undo });
    await expect(ana.call(undoAct, { token: undo })).rejects.toMatchObject(gone);
    await expect(ana.call(undoAct, { token: 'made-up' })).rejects.toMatchObject(gone);
  });
});

describe('a refusal', () => {
  it('leaves flags as they were when the move cannot be', async () => {
    await put('stays');
    const spam = { folder, uids: [1], to: 'Nowhere', add: ['$Junk'] };
    await expect(ana.call(moveMessages, spam)).rejects.toMatchObject({ status: 404 });
    expect(await flagsOf('stays')).not.toContain('$Junk');
  });

  it('for want of room says so, and copies nothing', async () => {
    const address = 'full@test.example';
    await stack.addMailbox(address, PASSWORD, { quotaBytes: 60_000 });
    await stack.append(address, 'INBOX', letter('large', 'x'.repeat(45_000)));
    await stack.doveadm('mailbox', 'create', '-u', address, 'There');
    const visitor = await bridge.signIn(address, PASSWORD);
    await expect(
      visitor.call(copyMessages, { folder: 'INBOX', uids: [1], to: 'There' }),
    ).rejects.toMatchObject({ code: 'mailbox-full' });
    expect((await visitor.call(listMessages, { folder: 'There' })).total).toBe(0);
  });

  it('of bad input is a clear one (S-25)', async () => {
    await put('one');
    for (const add of [['bad flag'], ['\\Deleted'], ['x\r\nA1 LOGOUT'], ['a"b']])
      await expect(ana.call(setFlags, { folder, uids: [1], add })).rejects.toMatchObject({
        status: 400,
        code: 'input-invalid',
      });
    await expect(ana.call(moveMessages, { folder, uids: [], to: 'Archive' })).rejects.toMatchObject(
      { status: 400 },
    );
  });
});

function* inFolder(name: string, count: number) {
  for (const message of simpleMessages(count, new Date(), 5)) yield { ...message, folder: name };
}

const put = (subject: string, flags: string[] = []) =>
  stack.append(ANA, folder, letter(subject, 'Hello'), flags);

const letter = (subject: string, text: string) =>
  [`From: X <x@y.example>`, `To: ${ANA}`, `Subject: ${subject}`, '', text, ''].join('\r\n');

const rows = async () => (await ana.call(listMessages, { folder })).rows;
const subjects = async () => (await rows()).map(({ subject }) => subject);
const flagsOf = async (subject: string) =>
  (await rows()).find((row) => row.subject === subject)?.flags;
