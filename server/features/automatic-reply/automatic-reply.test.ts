import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStack, type TestStack } from '../../../mailstack/testing.ts';
import {
  type Absence,
  closeSummary,
  endReply,
  type ReadyReply,
  readReply,
  summarizeReply,
  writeReply,
} from '../../../shared/automatic-reply.ts';
import { addContact, nobody } from '../../../shared/contacts.ts';
import { writeIdentity } from '../../../shared/identities.ts';
import { startTestBridge, type TestBridge, type Visitor } from '../../testing.ts';
import { asOther } from '../filters/testing.ts';

const PASSWORD = 'Canary-7-tilleul';
let stack: TestStack;
let bridge: TestBridge;
let count = 0;

beforeAll(async () => {
  stack = await startTestStack();
  await stack.addMailbox('bob@test.example', PASSWORD);
  bridge = await startTestBridge(stack);
});
afterAll(async () => {
  await bridge?.stop();
  await stack?.stop();
});

interface Someone {
  address: string;
  visitor: Visitor;
}

/** Somebody new, with aliases. */
async function somebody(...aliases: string[]): Promise<Someone & { aliases: string[] }> {
  const name = `ana${++count}`;
  const address = `${name}@test.example`;
  await stack.addMailbox(address, PASSWORD);
  const own = aliases.map((alias) => `${alias}-${name}@test.example`);
  for (const alias of own) await stack.addAlias(alias, address);
  return { address, aliases: own, visitor: await bridge.signIn(address, PASSWORD) };
}

const absence = (part: Partial<Absence> = {}): Absence => ({
  id: randomUUID(),
  start: null,
  end: null,
  subject: 'Absente : {{subject}}',
  message: 'Je suis en congé jusqu’à lundi.\n\n« Bien à vous »',
  second: '',
  days: 7,
  except: [],
  who: 'everyone',
  told: false,
  ...part,
});

async function ready({ visitor }: Someone): Promise<ReadyReply> {
  const page = await visitor.call(readReply, {});
  if (page.state !== 'ready') throw new Error(`the page is ${page.state}`);
  return page;
}

async function write(who: Someone, absences: Absence[], enabled = true) {
  const { version } = await ready(who);
  return who.visitor.call(writeReply, { version, enabled, absences });
}

/** Writes to somebody, with a Message-ID to know the answer by. */
async function ask(
  from: string,
  to: string,
  subject: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const messageId = `<${randomUUID()}@ask.example>`;
  await stack.deliver({ from, to, subject, text: 'Are you there?', messageId, headers });
  return messageId;
}

/** The answers to one question, as header and text. */
const answersTo = (messageId: string, at = 'bob@test.example') =>
  stack.doveadm(
    'fetch',
    '-u',
    at,
    'hdr.subject.utf8 hdr.from body',
    'header',
    'in-reply-to',
    messageId,
  );

async function isAnswered(messageId: string, at?: string) {
  await expect.poll(() => answersTo(messageId, at), { timeout: 10_000 }).not.toBe('');
  return answersTo(messageId, at);
}

const hasArrived = (who: Someone, messageId: string) =>
  expect
    .poll(() => stack.doveadm('search', '-u', who.address, 'header', 'message-id', messageId), {
      timeout: 10_000,
    })
    .not.toBe('');

describe('real mail', () => {
  it('is answered at the address and its aliases, with the subject, once for each sender', async () => {
    const ana = await somebody('bureau', 'asso');
    await write(ana, [absence({ second: 'I am on leave.' })]);
    const answer = await isAnswered(await ask('bob@test.example', ana.aliases[0]!, 'Café, 5 € ?'));
    expect(answer).toContain('Absente : Café, 5 € ?');
    expect(answer).toContain(`<${ana.aliases[0]}>`);
    await stack.addMailbox('zoe@test.example', PASSWORD);
    const other = await ask('zoe@test.example', ana.aliases[1]!, 'Moi aussi');
    const text = await isAnswered(other, 'zoe@test.example');
    expect(Buffer.from(text).toString()).toMatch(/I am on leave\.|SSBhbSBvbiBsZWF2ZS4/);
    // The same person again, and then somebody else: when that one is answered, the first one was not.
    const again = await ask('bob@test.example', ana.address, 'Again');
    await hasArrived(ana, again);
    await stack.addMailbox('max@test.example', PASSWORD);
    const third = await ask('max@test.example', ana.address, 'Me too');
    await isAnswered(third, 'max@test.example');
    expect(await answersTo(again)).toBe('');
  });

  it('to an address that is unticked is not answered, be it the mailbox’s own', async () => {
    const ana = await somebody('bureau', 'asso');
    await write(ana, [absence({ except: [ana.address, ana.aliases[1]!] })]);
    const own = await ask('bob@test.example', ana.address, 'To the mailbox');
    const left = await ask('bob@test.example', ana.aliases[1]!, 'To the unticked');
    await hasArrived(ana, own);
    await hasArrived(ana, left);
    await isAnswered(await ask('bob@test.example', ana.aliases[0]!, 'To the ticked'));
    expect(await answersTo(own)).toBe('');
    expect(await answersTo(left)).toBe('');
  });

  it('from lists, machines and spammers is not answered', async () => {
    const ana = await somebody();
    await write(ana, [absence()]);
    const asked = [
      await ask('bob@test.example', ana.address, 'list', { 'List-Id': '<x.lists.example>' }),
      await ask('bob@test.example', ana.address, 'news', { 'List-Unsubscribe': '<https://x>' }),
      await ask('bob@test.example', ana.address, 'bulk', { Precedence: 'Bulk' }),
      await ask('bob@test.example', ana.address, 'auto', { 'Auto-Submitted': 'auto-replied' }),
      await ask('bob@test.example', ana.address, 'spam', { 'X-Spam-Flag': 'YES' }),
      await ask('bob@test.example', ana.address, 'nobody', { 'Reply-To': 'no-reply@x.example' }),
    ];
    for (const one of asked) await hasArrived(ana, one);
    await isAnswered(await ask('bob@test.example', ana.address, 'by hand'));
    for (const one of asked) expect(await answersTo(one)).toBe('');
  });

  it('is answered again when the text has changed', async () => {
    const ana = await somebody();
    const one = absence();
    await write(ana, [one]);
    await isAnswered(await ask('bob@test.example', ana.address, 'First'));
    await write(ana, [{ ...one, message: 'Still away.' }]);
    expect(await isAnswered(await ask('bob@test.example', ana.address, 'Second'))).toContain(
      'Still away.',
    );
  });

  it('is answered for an alias that came later', async () => {
    const ana = await somebody();
    await write(ana, [absence()]);
    const alias = `neuf-${ana.address}`;
    await stack.addAlias(alias, ana.address);
    expect((await ready(ana)).addresses).toContain(alias);
    await isAnswered(await ask('bob@test.example', alias, 'To the new one'));
  });

  it('is not answered before, after and when turned off', async () => {
    const ana = await somebody();
    const HOUR = 3_600_000;
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    await write(ana, [
      absence({ start: minute + HOUR }),
      absence({ start: minute - 2 * HOUR, end: minute - HOUR }),
    ]);
    const early = await ask('bob@test.example', ana.address, 'Between');
    await hasArrived(ana, early);
    await write(ana, [absence()], false);
    const off = await ask('bob@test.example', ana.address, 'Off');
    await hasArrived(ana, off);
    await write(ana, [absence()]);
    await isAnswered(await ask('bob@test.example', ana.address, 'On'));
    expect(await answersTo(early)).toBe('');
    expect(await answersTo(off)).toBe('');
  });
});

describe('the plan', () => {
  it('is read as it was written, in French quotes and with what Sieve might mistake (S-32)', async () => {
    const ana = await somebody('x');
    const evil = `"; redirect "evil@x.example"; # \r\n\${subject} {5+}\r\n.\r\n/* */ \\" \u2028`;
    const one = absence({ subject: `"; discard; # \${1}`, message: evil, second: evil, start: 0 });
    await write(ana, [one, absence({ start: 60_000, end: 120_000, days: 1 })]);
    const page = await ready(ana);
    expect(page.absences[0]).toEqual({
      ...one,
      message: evil.replaceAll('\r\n', '\n'),
      second: evil.replaceAll('\r\n', '\n'),
    });
    expect(page.enabled).toBe(true);
    expect(await isAnswered(await ask('bob@test.example', ana.address, 'x'))).toContain(
      `"; discard; # \${1}`,
    );
  });

  it.each([
    ['NUL', { message: 'a\0b' }],
    ['a line end in the subject', { subject: 'a\r\nBcc: x@y.example' }],
    ['half a surrogate', { message: '\ud800' }],
    ['an id that is more', { id: 'a"; discard; #' }],
    ['an address that is none', { except: ['"; discard; #@x.example'] }],
    ['no time between', { days: 0 }],
    ['half a minute', { start: 30_000 }],
  ])('with %s is refused (S-32)', async (_what, part) => {
    const ana = await somebody();
    const { version } = await ready(ana);
    const absences = [absence(part)];
    await expect(
      ana.visitor.call(writeReply, { version, enabled: true, absences }),
    ).rejects.toMatchObject({ code: 'input-invalid' });
  });

  it('is not written over one that somebody else wrote meanwhile', async () => {
    const ana = await somebody();
    const { version } = await ready(ana);
    await write(ana, [absence()]);
    await expect(
      ana.visitor.call(writeReply, { version, enabled: false, absences: [] }),
    ).rejects.toMatchObject({ code: 'script-changed' });
    expect((await ready(ana)).absences).toHaveLength(1);
  });

  it('is one’s own: nobody else sees it (S-37)', async () => {
    const ana = await somebody();
    const one = absence();
    await write(ana, [one]);
    const other = await somebody();
    expect((await ready(other)).absences).toEqual([]);
    await expect(other.visitor.call(summarizeReply, { id: one.id })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('ends now when it is turned off, what is planned later stays, and other pages hear of it', async () => {
    const ana = await somebody();
    const later = absence({ start: Math.floor(Date.now() / 60_000) * 60_000 + 86_400_000 });
    await write(ana, [absence(), later]);
    const page = await ana.visitor.listen();
    const after = await ana.visitor.call(endReply, {});
    await page.hears('automatic-reply');
    page.close();
    if (after.state !== 'ready') throw new Error('not ready');
    expect(after.enabled).toBe(true);
    expect(after.absences[0]!.end).toBeLessThanOrEqual(Date.now());
    expect(after.absences[1]).toEqual(later);
  });
});

it('answers the people of the address book alone, and whoever joins them', async () => {
  const ana = await somebody();
  const know = (email: string) =>
    ana.visitor.call(addContact, { ...nobody, name: email, emails: [{ value: email, label: '' }] });
  await know('carl@test.example');
  await write(ana, [absence({ who: 'contacts' })]);
  const stranger = await ask('bob@test.example', ana.address, 'From a stranger');
  await hasArrived(ana, stranger);
  await know('Bob@test.example');
  expect((await ready(ana)).contacts).toBe(2);
  await isAnswered(await ask('bob@test.example', ana.address, 'From a friend'));
  expect(await answersTo(stranger)).toBe('');
});

describe('a reply of another program', () => {
  const roundcube = [
    'require ["vacation","fileinto","date","relational"];',
    '# rule:[Bills]',
    'if header :contains "subject" "bill" { fileinto "Bills"; }',
    '# rule:[Away]',
    'if allof (currentdate :zone "+0000" :value "ge" "iso8601" "2020-01-01T00:00:00Z")',
    '{',
    '\tvacation :days 2 :subject "Fort" text:',
    'Bin fort.',
    '.',
    ';',
    '}',
    '',
  ].join('\r\n');
  const put = (who: Someone, source: string) =>
    asOther(bridge, who.address, PASSWORD, async (sieve) => {
      await sieve.putScript('roundcube', source);
      await sieve.setActive('roundcube');
    });

  it('is shown, and moves here when it is saved; the rest of its script goes on', async () => {
    const ana = await somebody();
    await put(ana, roundcube);
    const page = await ready(ana);
    expect(page).toMatchObject({
      enabled: true,
      absences: [{ message: 'Bin fort.', days: 2, start: Date.UTC(2020, 0, 1) }],
      elsewhere: { script: 'roundcube', held: true },
    });
    const [one] = page.absences;
    await write(ana, [{ ...one!, message: 'Noch fort.' }]);
    expect((await ready(ana)).elsewhere).toBeNull();
    const question = await ask('bob@test.example', ana.address, 'A bill');
    expect(await isAnswered(question)).toContain('Noch fort.');
    await expect
      .poll(() => stack.doveadm('search', '-u', ana.address, 'mailbox', 'Bills', 'all'))
      .not.toBe('');
    const scripts = await asOther(bridge, ana.address, PASSWORD, (sieve) =>
      sieve.getScript('roundcube'),
    );
    expect(scripts).toBe(roundcube);
  });

  it('that says more stays, and ours is not turned on beside it', async () => {
    const ana = await somebody();
    const source = 'require "vacation";\r\nif header :contains "subject" "x" { vacation "y"; }\r\n';
    await put(ana, source);
    expect(await ready(ana)).toMatchObject({
      enabled: false,
      elsewhere: { script: 'roundcube', held: false },
    });
    await expect(write(ana, [absence()])).rejects.toMatchObject({ code: 'reply-elsewhere' });
    await write(ana, [absence()], false);
    expect(await ready(ana)).toMatchObject({ enabled: false, absences: [{ days: 7 }] });
  });
});

it('with a mail server of somebody else, the addresses are those of the identities', async () => {
  const ana = await somebody('bureau');
  const outside = await startTestBridge(stack, { ACCOUNTS_URL: '' });
  try {
    const visitor = await outside.signIn(ana.address, PASSWORD);
    expect(await ready({ ...ana, visitor })).toMatchObject({
      addresses: [ana.address],
      complete: false,
    });
    await visitor.call(writeIdentity, {
      id: randomUUID(),
      name: 'Le bureau',
      address: ana.aliases[0],
      replyTo: '',
      signature: { html: '', text: '' },
      isDefault: false,
    });
    expect((await ready({ ...ana, visitor })).addresses).toEqual([ana.address, ana.aliases[0]]);
  } finally {
    await outside.stop();
  }
});

it('tells who wrote during an absence, lists and oneself left out', async () => {
  const ana = await somebody('bureau');
  const start = Math.floor(Date.now() / 60_000) * 60_000 - 10 * 60_000;
  const at = new Date(start + 60_000);
  const put = (from: string, to: string, more = '', date = at) =>
    stack.append(
      ana.address,
      'INBOX',
      `From: ${from}\r\nTo: ${to}\r\nSubject: s\r\n${more}\r\nt\r\n`,
      [],
      date,
    );
  await put('Bob <bob@test.example>', ana.address);
  await put('Bob <bob@test.example>', ana.address);
  await put('zoe@else.example', ana.aliases[0]!);
  await put('list@else.example', ana.address, 'List-Id: <x>\r\n');
  await put(ana.address, ana.address);
  await put('early@else.example', ana.address, '', new Date(start - 60_000));
  const one = absence({ start, end: start + 120_000, except: [ana.aliases[0]!] });
  await write(ana, [one], false);
  expect(await ana.visitor.call(summarizeReply, { id: one.id })).toEqual({
    messages: 3,
    people: 2,
    answered: 1,
    names: ['Bob', 'zoe@else.example'],
    more: false,
  });
  const page = await ana.visitor.call(closeSummary, { id: one.id });
  expect(page).toMatchObject({ absences: [{ told: true }] });
});

it('says that the script server is away, and answers again when it is back', async () => {
  const ana = await somebody();
  await stack.stopDovecot();
  const away = await ana.visitor.call(readReply, {}).catch((error) => error);
  await stack.startDovecot();
  expect(away).toEqual({ state: 'down' });
  await expect.poll(async () => (await ana.visitor.call(readReply, {})).state).toBe('ready');
});
