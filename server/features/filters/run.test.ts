import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { addContact, deleteContacts, listContacts, nobody } from '../../../shared/contacts.ts';
import type { PushEvent } from '../../../shared/events.ts';
import {
  type Condition,
  previewRule,
  readFilters,
  readScript,
  runRule,
} from '../../../shared/filters.ts';
import { listMessages, undoAct } from '../../../shared/messages.ts';
import type { Live } from '../../mail/live.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { undosOf } from '../messages/undo.ts';
import { findByCookie } from '../session/session.ts';
import { Runs } from './run.ts';
import { expectIn, ruleOf, subjectsIn, when, write } from './testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let address = '';
let ana: Visitor;
let count = 0;

beforeAll(async () => {
  stack = await startTestStack();
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});
beforeEach(async () => {
  address = `ana${++count}@test.example`;
  await stack.addMailbox(address, PASSWORD);
  ana = await bridge.signIn(address, PASSWORD);
});

const put = (headers: string[], { body = 'Hello.', date = new Date(), folder = 'INBOX' } = {}) =>
  stack.append(address, folder, [...headers, '', body, ''].join('\r\n'), [], date);
const letter = (subject: string, ...more: string[]) =>
  put([`From: Zoé <zoe@else.example>`, `To: ${address}`, `Subject: ${subject}`, ...more]);
const preview = (conditions: Condition[], match: 'all' | 'any' = 'all') =>
  ana.call(previewRule, {
    folder: 'INBOX',
    rule: ruleOf({ match, conditions, actions: [{ do: 'keep' }] }),
  });
const found = async (conditions: Condition[], match: 'all' | 'any' = 'all') =>
  (await preview(conditions, match)).rows.map(({ subject }) => subject).sort();

describe('which messages of a folder a rule means', () => {
  beforeEach(async () => {
    await put(
      [
        'From: "Ana Été" <ana@one.example>',
        'To: Team <team@one.example>',
        'Cc: bob+lists@two.example',
        'Subject: =?utf-8?Q?R=C3=A9union?=',
        'List-Id: The list <dev.one.example>',
        'X-Priority: 1',
      ],
      { body: `The secret word.${'x'.repeat(5000)}`, date: new Date('2025-03-10T12:00:00Z') },
    );
    await put(['From: ana@one.example.org', 'To: bob@two.example', 'Subject: one*two'], {
      date: new Date('2025-03-12T12:00:00Z'),
    });
    await put(['From: spammer@bad.example', 'X-Spam-Flag: YES', 'Subject: Win']);
  });

  const not = (one: Condition): Condition => ({ ...one, not: true });
  const header = (one: Condition): Condition => ({ ...one, header: 'X-Priority' });
  const cases: [string, Condition, string[]][] = [
    ['an address', when('from', 'is', 'ANA@one.example'), ['Réunion']],
    ['a name within', when('from', 'contains', 'été'), ['Réunion']],
    ['a part of both', when('from', 'contains', 'ana@one'), ['Réunion', 'one*two']],
    ['a form', when('from', 'matches', '*@one.example'), ['Réunion']],
    ['not an address', not(when('from', 'is', 'ana@one.example')), ['Win', 'one*two']],
    [
      'any of several',
      when('to', 'is', 'bob@two.example', 'team@one.example'),
      ['Réunion', 'one*two'],
    ],
    ['a copy', when('cc', 'exists'), ['Réunion']],
    ['no copy', not(when('cc', 'exists')), ['Win', 'one*two']],
    ['any recipient', when('recipients', 'contains', 'two.example'), ['Réunion', 'one*two']],
    ['a subject', when('subject', 'is', 'réunion'), ['Réunion']],
    ['a star that is meant', when('subject', 'matches', 'one\\*tw?'), ['one*two']],
    ['a list', when('list', 'is', 'dev.one.example'), ['Réunion']],
    ['any header', header(when('header', 'is', '1')), ['Réunion']],
    ['plus', when('plus', 'is', 'lists'), ['Réunion']],
    ['a size', when('size', 'over', '4000'), ['Réunion']],
    ['the text', when('body', 'contains', 'SECRET word'), ['Réunion']],
    ['not the text', not(when('body', 'contains', 'secret')), ['Win', 'one*two']],
    ['a day', when('date', 'is', '2025-03-12'), ['one*two']],
    ['days before', when('date', 'before', '2025-03-12'), ['Réunion']],
    ['days after', when('date', 'after', '2025-03-10'), ['Win', 'one*two']],
    ['spam', when('spam', 'yes'), ['Win']],
    ['nobody known', when('contacts', 'yes'), []],
  ];

  it('by every condition that IMAP can answer, alone and together', async () => {
    const wrong: unknown[] = [];
    for (const [title, condition, subjects] of cases) {
      const seen = await found([condition]);
      if (JSON.stringify(seen) !== JSON.stringify(subjects)) wrong.push([title, seen, subjects]);
    }
    expect(wrong).toEqual([]);
    const [one, two] = [when('from', 'contains', 'ana'), when('size', 'under', '4000')];
    expect(await found([one, two])).toEqual(['one*two']);
    expect(
      await found([when('subject', 'is', 'Win'), when('size', 'over', '4000')], 'any'),
    ).toEqual(['Réunion', 'Win']);
    expect(await found([])).toEqual(['Réunion', 'Win', 'one*two']);
  });

  it('says what cannot be asked, and runs no such rule', async () => {
    const conditions = [when('subject', 'regex', 'x'), when('from', 'contains', 'ana')];
    expect(await preview(conditions)).toMatchObject({ total: 2, unasked: [0] });
    const rule = ruleOf({ conditions, actions: [{ do: 'discard' }] });
    const run = ana.call(runRule, { folder: 'INBOX', rule, run: 'r' });
    await expect(run).rejects.toMatchObject({ status: 422, code: 'rule-unaskable' });
    expect(await subjectsIn(ana, 'INBOX')).toHaveLength(3);
  });

  it('says one thing to IMAP whatever is looked for (S-25)', async () => {
    for (const value of ['"', '\\', '{5+}', ') ALL', 'é"', '*', '%'])
      expect(await found([when('subject', 'contains', value)])).toEqual(
        value === '*' ? ['one*two'] : [],
      );
  });
});

describe('a rule that is run now', () => {
  it('moves and marks as at delivery, and Undo takes all of it back', async () => {
    for (let i = 0; i < 3; i++) await letter(`bill ${i}`);
    await letter('other');
    const rule = ruleOf({
      conditions: [when('subject', 'contains', 'bill')],
      actions: [
        { do: 'copy', folder: 'Été/Copies' },
        { do: 'tag', keyword: 'Paid' },
        { do: 'star' },
        { do: 'move', folder: 'Bills' },
        { do: 'redirect', address: 'x@y.example', keep: true },
      ],
    });
    const page = await ana.listen();
    const answer = await ana.call(runRule, { folder: 'INBOX', rule, run: 'one' });
    expect(answer).toMatchObject({ matched: 3, done: 3, skipped: ['redirect'] });
    await page.hears('filter-run', ({ run, done, total }) => run === 'one' && done === total);
    page.close();
    const bills = ['bill 0', 'bill 1', 'bill 2'];
    await expectIn(ana, 'Bills', bills);
    await expectIn(ana, 'Été/Copies', bills);
    await expectIn(ana, 'INBOX', ['other']);
    const { rows } = await ana.call(listMessages, { folder: 'Bills' });
    expect(rows[0]!.flags).toEqual(expect.arrayContaining(['Paid', '\\Flagged']));
    await ana.call(undoAct, { token: answer.undo });
    await expectIn(ana, 'INBOX', [...bills, 'other']);
    await expectIn(ana, 'Bills', []);
    await expectIn(ana, 'Été/Copies', []);
    const back = (await ana.call(listMessages, { folder: 'INBOX' })).rows;
    expect(back.flatMap(({ flags }) => flags)).not.toContain('\\Flagged');
  });

  it('puts what it discards into Trash, and only what it means', async () => {
    await letter('junk');
    await letter('good');
    const rule = ruleOf({
      conditions: [when('subject', 'is', 'junk')],
      actions: [{ do: 'discard' }, { do: 'stop' }],
    });
    const { undo } = await ana.call(runRule, { folder: 'INBOX', rule, run: 'one' });
    await expectIn(ana, 'Trash', ['junk']);
    await expectIn(ana, 'INBOX', ['good']);
    await ana.call(undoAct, { token: undo });
    await expectIn(ana, 'INBOX', ['good', 'junk']);
  });

  it('marks where it stays, and undoes nothing when there was nothing', async () => {
    await letter('x');
    const rule = ruleOf({ actions: [{ do: 'read' }] });
    const first = await ana.call(runRule, { folder: 'INBOX', rule, run: 'one' });
    expect(first).toMatchObject({ matched: 1, done: 1, undo: expect.any(String) });
    const again = await ana.call(runRule, { folder: 'INBOX', rule, run: 'two' });
    expect(again).toMatchObject({ matched: 1, done: 1, undo: null });
  });

  it('can be stopped: what is done stays, and can be taken back', async () => {
    const session = (await findByCookie(bridge.context, ana.cookie, '127.0.0.1'))!;
    for (let i = 0; i < 250; i++)
      await bridge.context.mail.use(session, (imap) =>
        imap.append('INBOX', `Subject: s${i}\r\n\r\nx\r\n`),
      );
    const rule = ruleOf({ actions: [{ do: 'move', folder: 'Away' }] });
    const tell = (_account: string, event: PushEvent) => {
      if (event.type === 'filter-run' && event.done > 0) runs.stop(session, 'long');
    };
    const context = { ...bridge.context, live: { tell } as unknown as Live };
    const runs = new Runs(context);
    const answer = await runs.start(session, { folder: 'INBOX', rule, run: 'long' });
    expect(answer).toMatchObject({ matched: 250, done: 200 });
    expect((await ana.call(listMessages, { folder: 'Away' })).total).toBe(200);
    await undosOf(context).take(address, answer.undo!, async ({ uids }) => {
      expect(uids).toHaveLength(200);
    });
  });

  it('is nobody else’s to stop or undo (S-37)', async () => {
    await letter('x');
    const rule = ruleOf({ actions: [{ do: 'star' }] });
    const { undo } = await ana.call(runRule, { folder: 'INBOX', rule, run: 'one' });
    await stack.addMailbox(`bob${count}@test.example`, PASSWORD);
    const bob = await bridge.signIn(`bob${count}@test.example`, PASSWORD);
    await expect(bob.call(undoAct, { token: undo })).rejects.toMatchObject({ status: 404 });
  });
});

describe('rules about contacts', () => {
  const rule = ruleOf({
    conditions: [when('contacts', 'yes')],
    actions: [{ do: 'move', folder: 'Friends' }],
  });
  const zoe = { ...nobody, name: 'Zoé', emails: [{ value: 'Zoe@Else.example', label: '' }] };

  it('hold the addresses, and learn the new ones by themselves', async () => {
    await ana.call(addContact, { ...zoe, emails: [{ value: 'first@x.example', label: '' }] });
    const { rules } = await write(ana, { rules: [rule] });
    expect(rules).toEqual([rule]);
    const script = async () => (await ana.call(readScript, {})).source;
    expect(await script()).toContain('first@x.example');
    await ana.call(addContact, zoe);
    await expect.poll(script, { timeout: 15_000 }).toContain('zoe@else.example');
    await stack.deliver({ from: 'zoe@else.example', to: address, subject: 'hello', text: 'x' });
    await expectIn(ana, 'Friends', ['hello']);
    const { contacts } = await ana.call(listContacts, {});
    await ana.call(deleteContacts, { ids: contacts.map(({ id }) => id) });
    await expect.poll(script, { timeout: 15_000 }).not.toContain('zoe@else.example');
    expect((await ana.call(readFilters, {})).rules).toEqual([rule]);
  });
});
