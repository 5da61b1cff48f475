import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action, Condition, SimpleRule } from '../shared/filters.ts';
import type { Block } from '../shared/sieve/blocks.ts';
import { anyRule } from '../shared/sieve/random-rules.ts';
import { comparisonsOf } from '../shared/sieve/rule-terms.ts';
import { writeScriptFile } from '../shared/sieve/script-file.ts';
import { openSieveBench, type SieveBench } from './sieve-bench.ts';

let bench: SieveBench;
beforeAll(async () => {
  bench = await openSieveBench();
});
afterAll(() => bench?.close());

const EXTENSIONS = [
  ...['fileinto', 'reject', 'envelope', 'body', 'variables', 'relational', 'subaddress', 'copy'],
  ...['imap4flags', 'regex', 'date', 'index', 'vacation', 'include', 'mailbox', 'spamtest'],
  'comparator-i;ascii-numeric',
];

const letter = (head: string[], body = 'Hello.') => `${head.join('\n')}\n\n${body}\n`;
const today = new Date();
const localDay = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

/** Messages by name, with the recipient of the envelope. */
const messages = {
  plain: {
    to: 'me@example.net',
    raw: letter([
      'From: Ann Example <ann@example.org>',
      'To: Me <me@example.net>, Team <team@example.net>',
      'Subject: Lunch ${today}? 100% *yes*',
      'X-Priority: 1',
    ]),
  },
  list: {
    to: 'me@example.net',
    raw: letter(
      [
        'From: =?utf-8?q?News_of_=C3=89ve?= <news@letters.example>',
        'To: readers@lists.example.org',
        'Cc: boss@example.org',
        'Subject: =?utf-8?q?=C3=89t=C3=A9?= in Paris',
        'List-Id: Our readers <readers.lists.example.org>',
      ],
      'Dear reader,\nunsubscribe below.',
    ),
  },
  spam: {
    to: 'me+shop@example.net',
    raw: letter(
      [
        'From: winner@lottery.example',
        'Subject: You WON',
        'X-Spam-Flag: YES',
        'Content-Type: text/html',
      ],
      `<p class="red">Click here</p>${'x'.repeat(5000)}`,
    ),
  },
  scored: {
    to: 'me@example.net',
    raw: letter(['From: a@b.example', 'To: me@example.net', 'X-Spam-Score: 7.3', 'Subject: s']),
  },
} as const;
type Name = keyof typeof messages;

const on = (
  subject: Condition['on'],
  how: Condition['how'],
  values: string[] = [],
  header?: string,
): Condition => ({ on: subject, how, not: false, values, ...(header && { header }) });

/** Which messages each condition means, as a person would say it. */
const meant: [Condition, Name[]][] = [
  [on('from', 'is', ['ANN@example.org', 'news@letters.example']), ['plain', 'list']],
  [on('from', 'is', ['ann']), []],
  [on('from', 'contains', ['ann exam']), ['plain']],
  [on('from', 'contains', ['news of É']), ['list']],
  [on('from', 'matches', ['*@l?tt*.example']), ['list', 'spam']],
  [on('from', 'regex', ['^ann.*@example\\.org>$']), ['plain']],
  [on('from', 'exists'), ['plain', 'list', 'spam', 'scored']],
  [on('to', 'is', ['team@example.net']), ['plain']],
  [on('to', 'contains', ['readers']), ['list']],
  [on('to', 'matches', ['me@*']), ['plain', 'scored']],
  [on('to', 'regex', ['lists?\\.']), ['list']],
  [on('to', 'exists'), ['plain', 'list', 'scored']],
  [on('cc', 'is', ['boss@example.org']), ['list']],
  [on('cc', 'contains', ['boss']), ['list']],
  [on('cc', 'matches', ['b*']), ['list']],
  [on('cc', 'regex', ['o.s']), ['list']],
  [on('cc', 'exists'), ['list']],
  [on('recipients', 'is', ['me+shop@example.net', 'boss@example.org']), ['list', 'spam']],
  [on('recipients', 'contains', ['team', 'SHOP']), ['plain', 'spam']],
  [on('recipients', 'matches', ['*+*']), ['spam']],
  [on('recipients', 'regex', ['^me@']), ['plain', 'list', 'scored']],
  [on('list', 'is', ['readers.lists.example.org']), ['list']],
  [on('list', 'is', ['lists.example.org']), []],
  [on('list', 'contains', ['lists.example']), ['list']],
  [on('list', 'matches', ['our*']), ['list']],
  [on('list', 'regex', ['r(ea)ders']), ['list']],
  [on('list', 'exists'), ['list']],
  [on('subject', 'is', ['you won']), ['spam']],
  [on('subject', 'contains', ['Été in']), ['list']],
  [on('subject', 'contains', ['${today}']), ['plain']],
  [on('subject', 'contains', ['"', '\\', '%']), ['plain']],
  [on('subject', 'matches', ['* \\*yes\\*']), ['plain']],
  [on('subject', 'regex', ['w[aeiou]n$']), ['spam']],
  [on('subject', 'exists'), ['plain', 'list', 'spam', 'scored']],
  [on('header', 'is', ['1', '2'], 'X-Priority'), ['plain']],
  [on('header', 'contains', ['7.'], 'X-Priority, X-Spam-Score'), ['scored']],
  [on('header', 'matches', ['?'], 'X-Priority'), ['plain']],
  [on('header', 'regex', ['^[0-9]\\.'], 'X-Spam-Score'), ['scored']],
  [on('header', 'exists', [], 'X-Spam-Score'), ['scored']],
  [on('header', 'exists', [], 'Subject, Cc'), ['list']],
  [on('size', 'over', ['4096']), ['spam']],
  [on('size', 'under', ['4096']), ['plain', 'list', 'scored']],
  [on('body', 'contains', ['UNSUBSCRIBE']), ['list']],
  [on('body', 'contains', ['click here']), ['spam']],
  [on('body', 'contains', ['class=']), []],
  [on('body', 'matches', ['Dear*below.*']), ['list']],
  [on('body', 'regex', ['Hel+o']), ['plain', 'scored']],
  [
    on('date', 'is', [localDay(today), localDay(new Date(+today + 86_400_000))]),
    ['plain', 'list', 'spam', 'scored'],
  ],
  [on('date', 'before', ['2999-01-01']), ['plain', 'list', 'spam', 'scored']],
  [on('date', 'before', ['2001-01-01']), []],
  [on('date', 'after', ['2001-01-01']), ['plain', 'list', 'spam', 'scored']],
  [on('date', 'after', ['2999-01-01']), []],
  [on('contacts', 'yes', ['ann@example.org', 'a@b.example']), ['plain', 'scored']],
  [on('contacts', 'yes', []), []],
  [on('plus', 'is', ['SHOP']), ['spam']],
  [on('plus', 'contains', ['ho']), ['spam']],
  [on('plus', 'matches', ['s*']), ['spam']],
  [on('plus', 'regex', ['^s']), ['spam']],
  [on('plus', 'exists'), ['spam']],
  [on('spam', 'yes'), ['spam', 'scored']],
];

const rule = (change: Partial<SimpleRule>): Block => ({
  kind: 'rule',
  rule: {
    id: 'x',
    name: 'x',
    enabled: true,
    kind: 'simple',
    match: 'all',
    conditions: [],
    actions: [{ do: 'keep' }],
    ...change,
  },
});

async function run(blocks: Block[], name: Name = 'plain') {
  const { raw, to } = messages[name];
  return bench.run(writeScriptFile(blocks, EXTENSIONS), raw, { to });
}

describe('conditions', () => {
  it('are all here', () => {
    const here = new Set(meant.map(([{ on, how }]) => `${on} ${how}`));
    const all = Object.entries(comparisonsOf).flatMap(([on, hows]) =>
      hows.map((how) => `${on} ${how}`),
    );
    expect(all.filter((one) => !here.has(one))).toEqual([]);
  });

  // One run asks all of them, each with a folder of its own, and each with its opposite.
  it.each(Object.keys(messages) as Name[])('mean in Pigeonhole what they say: %s', async (name) => {
    const copy = (folder: string): Action[] => [{ do: 'copy', folder }];
    const blocks = meant.flatMap(([condition], index) => [
      rule({ conditions: [condition], actions: copy(`yes ${index}`) }),
      rule({ conditions: [{ ...condition, not: true }], actions: copy(`no ${index}`) }),
    ]);
    const { stored } = await run(blocks, name);
    const expected = meant.map(
      ([, names], index) => `${names.includes(name) ? 'yes' : 'no'} ${index}`,
    );
    const said = (folder: string) => {
      const [, index] = folder.split(' ');
      return `${folder}: ${JSON.stringify(meant[Number(index)]?.[0])}`;
    };
    const copies = stored.map(({ folder }) => folder).filter((folder) => folder !== 'INBOX');
    expect(copies.map(said)).toEqual(expected.map(said));
  });

  it('are joined by all, by any, and none is every message', async () => {
    const yes = on('subject', 'contains', ['lunch']);
    const no = on('subject', 'contains', ['dinner']);
    const cases: [SimpleRule['match'], Condition[], boolean][] = [
      ['all', [yes, yes], true],
      ['all', [yes, no], false],
      ['any', [yes, no], true],
      ['any', [no, no], false],
      ['any', [yes], true],
      ['all', [], true],
      ['any', [], true],
    ];
    const blocks = cases.map(([match, conditions], index) =>
      rule({ match, conditions, actions: [{ do: 'copy', folder: String(index) }] }),
    );
    const off = cases.map(([match, conditions]) =>
      rule({ match, conditions, enabled: false, actions: [{ do: 'discard' }] }),
    );
    const { stored, discarded } = await run([...off, ...blocks]);
    const expected = cases.flatMap(([, , met], index) => (met ? [String(index)] : []));
    expect(stored.map(({ folder }) => folder).filter((one) => one !== 'INBOX')).toEqual(expected);
    expect(discarded).toBe(false);
  });
});

describe('actions', () => {
  const inbox = (...flags: string[]) => ({ folder: 'INBOX', flags });
  const cases: [string, Action[], object][] = [
    [
      'move',
      [{ do: 'move', folder: 'Clients/Été “A”' }],
      { stored: [{ folder: 'Clients/Été “A”', flags: [] }] },
    ],
    [
      'move to a folder with signs',
      [{ do: 'move', folder: 'a"b\\c${x}{5+}*/' }],
      { stored: [{ folder: 'a"b\\c${x}{5+}*/', flags: [] }] },
    ],
    ['copy', [{ do: 'copy', folder: 'A' }], { stored: [{ folder: 'A', flags: [] }, inbox()] }],
    ['tag', [{ do: 'tag', keyword: '$label1' }], { stored: [inbox('$label1')] }],
    ['star', [{ do: 'star' }], { stored: [inbox('\\flagged')] }],
    ['read', [{ do: 'read' }], { stored: [inbox('\\seen')] }],
    [
      'tag what is moved, in any order',
      [{ do: 'move', folder: 'A' }, { do: 'tag', keyword: 'x' }, { do: 'star' }],
      { stored: [{ folder: 'A', flags: ['\\flagged', 'x'] }] },
    ],
    [
      'redirect',
      [{ do: 'redirect', address: 'b@c.example', keep: false }],
      { redirected: ['b@c.example'], stored: [] },
    ],
    [
      'redirect and keep',
      [{ do: 'redirect', address: 'b@c.example', keep: true }],
      { redirected: ['b@c.example'], stored: [inbox()] },
    ],
    [
      'reject',
      [{ do: 'reject', reason: 'No "thanks" ${you}' }],
      { rejected: 'No "thanks" ${you}', stored: [] },
    ],
    ['discard', [{ do: 'discard' }], { discarded: true, stored: [] }],
    [
      'keep what is moved',
      [{ do: 'move', folder: 'A' }, { do: 'keep' }],
      { stored: [{ folder: 'A', flags: [] }, inbox()] },
    ],
    [
      'reply',
      [{ do: 'reply', subject: 'Re: ${x} é', text: 'Line 1\n.\nLine ${2}', days: 3 }],
      { replies: [{ subject: 'Re: ${x} é', text: 'Line 1\n.\nLine ${2}' }], stored: [inbox()] },
    ],
  ];

  it('are all here', () => {
    const here = new Set(cases.flatMap(([, actions]) => actions.map((action) => action.do)));
    expect([...here].toSorted()).toEqual(
      [
        'copy',
        'discard',
        'keep',
        'move',
        'read',
        'redirect',
        'reject',
        'reply',
        'star',
        'tag',
      ].toSorted(),
    );
  });

  it.each(cases)('%s', async (_, actions, expected) => {
    expect(await run([rule({ actions })])).toEqual({
      completed: true,
      redirected: [],
      discarded: false,
      replies: [],
      ...expected,
    });
  });

  it('stop: no rule below is asked', async () => {
    const first = (actions: Action[]) =>
      run([rule({ actions }), rule({ actions: [{ do: 'copy', folder: 'below' }] })]);
    const folders = async (actions: Action[]) =>
      (await first(actions)).stored.map(({ folder }) => folder);
    expect(await folders([{ do: 'move', folder: 'A' }, { do: 'stop' }])).toEqual(['A']);
    expect(await folders([{ do: 'move', folder: 'A' }])).toEqual(['A', 'below']);
  });

  it('answer once, however many rules and replies would', async () => {
    const reply = (text: string) =>
      rule({ actions: [{ do: 'reply', subject: '', text, days: 1 }] });
    const away: Block = { kind: 'reply', source: 'vacation "Away";\nset "sobre_answered" "yes";' };
    const twice = await run([reply('one'), reply('two'), rule({ actions: [{ do: 'star' }] })]);
    expect(twice).toMatchObject({ completed: true, replies: [{ text: 'one' }] });
    expect(twice.stored).toEqual([inbox('\\flagged')]);
    expect(await run([away, reply('one')])).toMatchObject({ replies: [{ text: 'Away' }] });
  });
});

it('does nothing of a script that rejects what an earlier rule keeps', async () => {
  // What writeActions refuses within one rule: the server decides so, and the page has to warn of it.
  const { completed, rejected, stored } = await run([
    rule({ actions: [{ do: 'copy', folder: 'A' }] }),
    rule({ actions: [{ do: 'reject', reason: 'no' }] }),
  ]);
  expect({ completed, rejected, stored }).toEqual({
    completed: false,
    rejected: undefined,
    stored: [],
  });
});

describe('the other blocks', () => {
  it('files blocked senders and domains away, and asks no rule about them', async () => {
    const below = rule({ actions: [{ do: 'copy', folder: 'below' }] });
    const blocked = (senders: string[], folder?: string) =>
      run([{ kind: 'blocked', senders, ...(folder && { folder }) }, below]);
    const folders = async (senders: string[], folder?: string) =>
      (await blocked(senders, folder)).stored.map((one) => one.folder);
    expect(await folders(['x@y.example', 'ANN@example.org'])).toEqual(['Junk']);
    expect(await folders(['@example.org'], 'INBOX.Spam')).toEqual(['INBOX.Spam']);
    expect(await folders(['ann@example.com', '@ample.org', '@org'])).toEqual(['below', 'INBOX']);
  });

  it('sends mail on, with a copy here or without', async () => {
    const below = rule({ actions: [{ do: 'copy', folder: 'below' }] });
    const forward = (enabled: boolean, keep: boolean) =>
      run([
        {
          kind: 'forwarding',
          forwarding: { enabled, keep, addresses: ['a@b.example', 'c@d.example'] },
        },
        below,
      ]);
    const here = [
      { folder: 'below', flags: [] },
      { folder: 'INBOX', flags: [] },
    ];
    const there = ['a@b.example', 'c@d.example'];
    expect(await forward(true, true)).toMatchObject({ redirected: there, stored: here });
    expect(await forward(true, false)).toMatchObject({ redirected: there, stored: [] });
    expect(await forward(false, false)).toMatchObject({ redirected: [], stored: here });
  });

  it("runs the person's own script after the rules", async () => {
    const blocks: Block[] = [
      rule({ actions: [{ do: 'copy', folder: 'first' }] }),
      { kind: 'include', script: 'my own é' },
    ];
    const own = 'require "fileinto";\r\nfileinto "own";\r\n';
    const { raw, to } = messages.plain;
    const { stored } = await bench.run(writeScriptFile(blocks, EXTENSIONS), raw, {
      to,
      personal: { 'my own é': own },
    });
    expect(stored.map(({ folder }) => folder)).toEqual(['first', 'own']);
  });

  it('runs a custom rule as it is, or not at all', async () => {
    const custom = (enabled: boolean): Block => ({
      kind: 'rule',
      rule: {
        id: 'c',
        name: 'c',
        kind: 'custom',
        enabled,
        source:
          'require "variables";\nif header :matches "subject" "* *" { set "s" "${1}"; }\nfileinto "${s}"; # done',
      },
    });
    expect((await run([custom(true)])).stored).toEqual([{ folder: 'Lunch', flags: [] }]);
    expect((await run([custom(false)])).stored).toEqual([{ folder: 'INBOX', flags: [] }]);
  });
});

it('takes every script that random rules make (S-32)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRule, { minLength: 1, maxLength: 6 }), async (rules) => {
      await run(rules.map((one) => ({ kind: 'rule', rule: one })));
    }),
    { numRuns: 30 },
  );
});
