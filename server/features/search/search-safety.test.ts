import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letter } from '../../../e2e/letters.ts';
import { loadMail } from '../../../mailstack/load.ts';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import { listMessages } from '../../../shared/messages.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { type Tap, tapImap } from './imap-tap.ts';
import { beginSearch, find } from './testing.ts';

const ADDRESS = 'ana@test.example';
const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let tap: Tap;
let bridge: TestBridge;
let ana: Visitor;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox(ADDRESS, PASSWORD);
  const stored = ['a "quoted" word', 'back\\slash', '🎈 balloon', 'A1 OK {10+}', 'été'].map(
    async (subject, i) => ({
      folder: 'INBOX',
      flags: [],
      date: new Date(Date.UTC(2026, 0, 1 + i)),
      raw: await letter({ subject, text: subject }),
    }),
  );
  await loadMail(stack, ADDRESS, await Promise.all(stored));
  tap = await tapImap(stack.ports.imap);
  bridge = await startTestBridge(stack, { IMAP_URL: `imap://127.0.0.1:${tap.port}?tls=off` });
  ana = await bridge.signIn(ADDRESS, PASSWORD);
});
afterAll(async () => {
  await bridge?.stop();
  tap?.close();
  await stack?.stop();
});

const subjects = async (q: string) => (await find(ana, q)).rows.map(({ subject }) => subject);
const searches = () => tap.commands().filter((command) => /^UID (SORT|SEARCH)/.test(command));

describe('text that could be more than text (S-25)', () => {
  it.each([
    ['"a \\"quoted\\""', 'a "quoted" word'],
    ['subject:back\\slash', 'back\\slash'],
    ['subject:🎈', '🎈 balloon'],
    ['subject:{10+}', 'A1 OK {10+}'],
    ['subject:"A1 OK"', 'A1 OK {10+}'],
    ['subject:été', 'été'],
  ])('%s is found as it is, by one command', async (q, subject) => {
    tap.forget();
    expect(await subjects(q)).toEqual([subject]);
    const [first, ...more] = searches();
    // Words are looked for in names and then in texts: twice, and never more.
    expect(more).toHaveLength(q.startsWith('subject:') ? 0 : 1);
    expect(first).toContain('UID SORT (ARRIVAL) UTF-8');
  });

  it.each([
    '") ALL (DELETED "',
    'x" OR ALL "',
    '{10+}',
    '{0}',
    'subject:"{3+}"',
    'from:"a\\\\\\" DELETE INBOX"',
    'filename:"\\") (UID 1:*"',
    'list:") NOT (ALL"',
    '%s%n*',
    '(((',
    'A2 LOGOUT',
    '🎈'.repeat(300),
  ])('%s finds nothing and says nothing else', async (q) => {
    tap.forget();
    expect(await subjects(`${q} zzz`)).toEqual([]);
    const verbs = tap.commands().map((command) => command.split(' ').slice(0, 2).join(' '));
    for (const verb of verbs)
      expect(verb).toMatch(/^(NOOP|LIST .*|EXAMINE .*|SELECT .*|UID (SORT|SEARCH)|STATUS .*)$/);
    expect((await ana.call(listMessages, { folder: 'INBOX' })).total).toBe(5);
  });

  it.each(['a\r\nA1 LOGOUT', 'a\nb', 'a\0b', 'x\u2028y', 'lone \ud83d surrogate'])(
    'controls and half characters stop at the door',
    async (q) => {
      tap.forget();
      await expect(find(ana, q)).rejects.toMatchObject({ status: 400, code: 'input-invalid' });
      expect(tap.commands()).toEqual([]);
    },
  );

  it('a keyword that is no atom never reaches the server', async () => {
    tap.forget();
    await expect(find(ana, 'tag:"a b"')).rejects.toMatchObject({ code: 'search-invalid' });
    await expect(find(ana, 'tag:x)(y')).rejects.toMatchObject({ code: 'search-invalid' });
    expect(tap.commands()).toEqual([]);
  });
});

describe('a search that takes long', () => {
  it('blocks nobody, stops when its page leaves, and lets the next one begin', async () => {
    tap.hold(/^UID SORT .*BODY/);
    const leave = new AbortController();
    const response = await beginSearch(ana, 'balloon', leave.signal);
    const heard = response.text().catch(() => 'left');
    await tap.held();
    // The account goes on meanwhile: lists, and searches wait for their turn.
    expect((await ana.call(listMessages, { folder: 'INBOX' })).total).toBe(5);
    const next = await beginSearch(ana, 'subject:été');
    expect(tap.waiting()).toBe(1);
    tap.hold(/never/);
    leave.abort();
    expect(await heard).toBe('left');
    const events = (await next.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type);
    expect(events).toEqual(['waiting', 'begun', 'found', 'done']);
    // The connection of the one that left is closed: the mail server does not work for nobody.
    expect(tap.waiting()).toBe(0);
  });

  it('lets a few others wait, and refuses more', async () => {
    tap.hold(/^UID SORT .*BODY/);
    const leave = new AbortController();
    const begin = () => beginSearch(ana, 'balloon', leave.signal);
    const running = [await begin()];
    await tap.held();
    for (let i = 0; i < 5; i++) running.push(await begin());
    await expect(begin()).rejects.toMatchObject({ status: 429, code: 'rate-limited' });
    tap.hold(/never/);
    leave.abort();
    await Promise.allSettled(running.map((response) => response.text()));
    expect(await subjects('subject:balloon')).toEqual(['🎈 balloon']);
  });

  it('says so when the mail server goes away', async () => {
    tap.hold(/^UID SORT .*BODY/);
    const response = await beginSearch(ana, 'balloon');
    await tap.held();
    await stack.killDovecot();
    const events = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.at(-1)).toEqual({ type: 'failed', code: 'mail-server-down', reason: '' });
    tap.hold(/never/);
    await stack.startDovecot();
    expect(await subjects('subject:balloon')).toEqual(['🎈 balloon']);
  });
});

describe('a server that', () => {
  const restart = async (capability: string) => {
    const conf = join(stack.layout.home, 'dovecot/dovecot.conf');
    await appendFile(conf, `\nprotocol imap {\n  imap_capability = ${capability}\n}\n`);
    await stack.stopDovecot();
    await stack.startDovecot();
    const visitor = bridge.visitor();
    visitor.cookie = (await bridge.signIn(ADDRESS, PASSWORD)).cookie;
    return visitor;
  };

  it('can hardly more than IMAP4rev1 is searched too (F-21)', async () => {
    const visitor = await restart('IMAP4rev1');
    const { rows } = await find(visitor, 'été');
    expect(rows.map(({ subject }) => subject)).toEqual(['été']);
    const { rows: all } = await find(visitor, 'in:inbox');
    expect(all.map(({ subject }) => subject)).toEqual([
      'été',
      'A1 OK {10+}',
      '🎈 balloon',
      'back\\slash',
      'a "quoted" word',
    ]);
  });

  it('has an index of all texts is asked once', async () => {
    const visitor = await restart('IMAP4rev1 SORT SEARCH=FUZZY');
    tap.forget();
    const { rows, events } = await find(visitor, 'balloon');
    expect(rows.map(({ subject }) => subject)).toEqual(['🎈 balloon']);
    expect(events.map(({ type }) => type)).toEqual(['begun', 'found', 'done']);
    expect(searches()).toHaveLength(1);
  });
});
