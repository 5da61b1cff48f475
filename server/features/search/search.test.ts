import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letter } from '../../../e2e/letters.ts';
import { loadMail } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { dropHits, listHits, readHits } from '../../../shared/search.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { find } from './testing.ts';

const ADDRESS = 'ana@test.example';
const BRUNO = 'bruno@test.example';
const PASSWORD = 'Canary-7-tilleul';
const DAY = 86_400_000;
let stack: TestStack;
let bridge: TestBridge;
let ana: Visitor;

const file = (filename: string) => ({ filename, content: 'x' });

/** Oldest first; the subject is the name by which the tests speak of a message. */
const mail = [
  { folder: 'INBOX', subject: 'apple', from: 'Zoé Été <zoe@else.example>', text: 'the quick fox' },
  { folder: 'INBOX', subject: 'banana', to: 'Marc <marc@else.example>', cc: 'cc@else.example' },
  { folder: 'INBOX', subject: 'Réunion générale', text: 'Ordre du jour de l’assemblée.' },
  { folder: 'INBOX', subject: '会議資料のご確認', text: 'ようこそ' },
  { folder: 'INBOX', subject: 'cherry', flags: ['\\Seen', '\\Flagged', 'work'], text: 'Apple pie' },
  {
    folder: 'INBOX',
    subject: 'date',
    flags: ['\\Seen', '\\Answered'],
    attachments: [file('Été 2026.pdf')],
  },
  {
    folder: 'Archive',
    subject: 'elder',
    headers: { 'List-Id': 'Choir <choir.lists.example>' },
  },
  { folder: 'Archive', subject: 'fig', text: 'x'.repeat(200_000), flags: ['\\Seen'] },
  {
    folder: 'Projects/Été',
    subject: 'grape',
    above: 'Bcc: hidden@else.example\r\n',
    text: 'fox and hound',
  },
  { folder: 'Junk', subject: 'apple for sale' },
  { folder: 'Trash', subject: 'apple thrown away' },
];

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  await stack.addMailbox(BRUNO, PASSWORD);
  const begin = Date.UTC(2026, 0, 10, 12);
  const stored = mail.map(async ({ folder, flags = [], above = '', ...message }, i) => ({
    folder,
    flags,
    date: new Date(begin + i * 10 * DAY),
    raw: Buffer.concat([Buffer.from(above), await letter({ to: ADDRESS, ...message })]),
  }));
  await loadMail(stack, ADDRESS, await Promise.all(stored));
  bridge = await startTestBridge(stack);
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

const subjects = async (q: string) => (await find(ana, q)).rows.map(({ subject }) => subject);

describe('an operator', () => {
  it.each([
    ['apple', ['cherry', 'apple']],
    // In the List-Id alone, which no reader sees.
    ['choir.lists', []],
    ['subject:apple', ['apple']],
    ['from:zoe', ['apple']],
    ['from:Été', ['apple']],
    ['to:marc', ['banana']],
    ['cc:cc@else', ['banana']],
    ['bcc:hidden', ['grape']],
    ['with:marc', ['banana']],
    ['body:fox', ['grape', 'apple']],
    ['"fox and"', ['grape']],
    ['réunion', ['Réunion générale']],
    ['RÉUNION', ['Réunion générale']],
    ['会議', ['会議資料のご確認']],
    ['body:ようこそ', ['会議資料のご確認']],
    ['body:assemblée', ['Réunion générale']],
    ['has:attachment', ['date']],
    ['filename:été', ['date']],
    ['filename:.pdf', ['date']],
    ['filename:nothing', []],
    ['larger:100k', ['fig']],
    ['is:starred', ['cherry']],
    ['is:answered', ['date']],
    ['is:read', ['fig', 'date', 'cherry']],
    ['is:unread in:archive', ['elder']],
    ['list:choir', ['elder']],
    ['tag:work', ['cherry']],
    ['tag:WORK', ['cherry']],
    ['before:2026-01-20', ['apple']],
    ['before:2026-01-21', ['banana', 'apple']],
    ['after:2026-03-31', ['grape']],
    ['on:2026-01-20', ['banana']],
    ['on:2026-02', ['cherry', '会議資料のご確認']],
    ['on:31/03/2026', ['grape']],
    ['in:Archive', ['fig', 'elder']],
    ['dans:archives', ['fig', 'elder']],
    ['in:projects', ['grape']],
    ['in:Été', ['grape']],
    ['in:trash', ['apple thrown away']],
    ['in:spam apple', ['apple for sale']],
    ['in:anywhere subject:apple', ['apple thrown away', 'apple for sale', 'apple']],
    ['in:archive in:projects', ['grape', 'fig', 'elder']],
  ])('%s', async (q, expected) => {
    expect(await subjects(q)).toEqual(expected);
  });
});

describe('conditions together', () => {
  it.each([
    ['subject:apple OR subject:banana', ['banana', 'apple']],
    ['fox -subject:apple', ['grape']],
    ['-apple -in:archive -in:projects', ['date', '会議資料のご確認', 'Réunion générale', 'banana']],
    ['-body:apple subject:cherry', []],
    ['-has:attachment is:answered', []],
    ['has:attachment OR subject:apple', ['date', 'apple']],
    ['filename:pdf OR subject:banana', ['date', 'banana']],
    ['-filename:pdf is:read', ['fig', 'cherry']],
    ['-filename:pdf OR subject:date is:read', ['fig', 'date', 'cherry']],
    ['in:archive OR subject:grape', ['grape', 'fig', 'elder']],
    ['-on:2026-02 in:inbox is:read', ['date']],
    ['-with:zoe in:inbox subject:e', ['date', 'cherry', 'Réunion générale'].slice(0, 3)],
    ['is:unread is:starred', []],
  ])('%s', async (q, expected) => {
    expect(await subjects(q)).toEqual(expected);
  });
});

describe('a search', () => {
  it('names the folder of each hit and says how far it is', async () => {
    const { events, rows } = await find(ana, 'fox');
    expect(rows.map(({ folder }) => folder)).toEqual(['Projects/Été', 'INBOX']);
    const [begun] = events;
    expect(begun).toMatchObject({ type: 'begun', folders: ['INBOX', 'Archive', 'Projects/Été'] });
    expect(events.at(-1)).toEqual({ type: 'done' });
    const answered = events.flatMap((event) => (event.type === 'found' ? event.answered : []));
    expect(answered).toEqual([0, 0, 0, 1, 2, 3]);
  });

  it('finds names at once and reads texts after', async () => {
    const { events } = await find(ana, 'apple');
    const counts = events.flatMap((event) =>
      event.type === 'found' && event.folder === 'INBOX' ? event.count : [],
    );
    expect(counts).toEqual([1, 2]);
    expect(events.filter(({ type }) => type === 'reading')).not.toEqual([]);
    const quick = await find(ana, 'subject:apple');
    expect(quick.events.filter(({ type }) => type === 'reading')).toEqual([]);
  });

  it('is read in windows, of which only one travels along', async () => {
    const many = Array.from({ length: 120 }, (_, i) => i);
    await stack.addMailbox('many@test.example', PASSWORD);
    const stored = many.map(async (i) => ({
      folder: ['INBOX', 'A', 'B'][i % 3]!,
      flags: [],
      date: new Date(Date.UTC(2026, 0, 1) + i * 60_000),
      raw: await letter({ subject: `leaf ${i}` }),
    }));
    await loadMail(stack, 'many@test.example', await Promise.all(stored));
    const visitor = await bridge.signIn('many@test.example', PASSWORD);
    const { id, total, rows } = await find(visitor, 'subject:leaf');
    expect(total).toBe(120);
    expect(rows.slice(0, 3).map(({ subject }) => subject)).toEqual([
      'leaf 119',
      'leaf 118',
      'leaf 117',
    ]);
    const names = async (offset: number) =>
      (await visitor.call(readHits, { id, offset, limit: 50 })).rows.map(({ subject }) => subject);
    const [first, second, third] = await Promise.all([names(0), names(50), names(100)]);
    expect([...first, ...second, ...third]).toEqual(many.toReversed().map((i) => `leaf ${i}`));
    const all = await visitor.call(listHits, { id });
    expect(all.folders.map(({ uids }) => uids)).toEqual([[[1, 40]], [[1, 40]], [[1, 40]]]);

    const gone = await visitor.call(dropHits, { id, folder: 'INBOX', uids: [[39, 40]] });
    expect(gone.left).toBe(38);
    expect((await names(0)).slice(0, 3)).toEqual(['leaf 119', 'leaf 118', 'leaf 116']);
    await stack.doveadm('expunge', '-u', 'many@test.example', 'mailbox', 'A', 'uid', '40');
    await names(0);
    expect((await visitor.call(readHits, { id })).total).toBe(117);
  });

  it('belongs to its account', async () => {
    const { id } = await find(ana, 'subject:apple');
    const bruno = await bridge.signIn(BRUNO, PASSWORD);
    await expect(bruno.call(readHits, { id })).rejects.toMatchObject({ status: 404 });
    expect((await find(bruno, 'apple')).total).toBe(0);
  });

  it.each([
    ['in:Nowhere apple', 'search-folder-unknown', 'Nowhere'],
    ['larger:big', 'search-invalid', 'larger:big'],
    ['before:2026-02-31', 'search-invalid', 'before:2026-02-31'],
    ['""', 'search-invalid', '""'],
  ])('for %s is refused in words', async (q, code, reason) => {
    await expect(find(ana, q)).rejects.toMatchObject({ status: 422, code, details: { reason } });
  });
});
