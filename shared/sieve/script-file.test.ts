import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from './blocks.ts';
import { checkScriptText } from './check.ts';
import { parseScript } from './parse.ts';
import { readScriptFile, writeScriptFile } from './script-file.ts';
import { meaning } from './testing.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus/sieve');
const hasCorpus = existsSync(resolve(CORPUS, 'index.jsonl'));

const corpus: string[] = !hasCorpus
  ? []
  : readFileSync(resolve(CORPUS, 'index.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => readFileSync(resolve(CORPUS, JSON.parse(line).file), 'utf8'));

/** As another webmail writes rules. */
const FOREIGN = `require ["copy", "fileinto", "reject", "envelope", "vacation"];
# rule:[spam]
if anyof (header :contains "X-DSPAM-Result" "Spam")
{
	fileinto "Spam";
	stop;
}
# rule:[off]
if false # allof (not header :is :comparator "i;ascii-casemap" ["From"] "a@b", size :over 5000K)
{
	reject text:
Too large.
.
;
}
# rule:[two at once]
if header :contains ["From","To"] "x"
{
	redirect :copy "a@b.example";
}
# rule:[with branches]
if true { keep; } else { discard; }
# rule:[octet]
if header :contains :comparator "i;octet" "Subject" "x" { discard; }
fileinto "Test";
# words about the next
if envelope :domain "from" "x" { stop; } /* end */
`;

const BLOCKS: Block[] = [
  { kind: 'blocked', senders: ['spam@example.org', '@bad.example'] },
  { kind: 'reply', source: 'if true\n{\n\tvacation "Away ${x}";\n} # sobre:end 1\r\n' },
  { kind: 'forwarding', forwarding: { enabled: false, addresses: ['a@b.example'], keep: false } },
  { kind: 'text', source: '# a word' },
  {
    kind: 'rule',
    rule: {
      id: 'r1',
      name: 'News [weekly] "*/',
      enabled: true,
      kind: 'simple',
      match: 'any',
      conditions: [
        { on: 'from', how: 'contains', not: false, values: ['news'] },
        { on: 'contacts', how: 'yes', not: true, values: ['ann@example.org'] },
        { on: 'spam', how: 'yes', not: true, values: [] },
      ],
      actions: [{ do: 'tag', keyword: 'x' }, { do: 'move', folder: 'A/B' }, { do: 'stop' }],
    },
  },
  {
    kind: 'rule',
    rule: {
      id: 'c1',
      name: 'Mine',
      enabled: false,
      kind: 'custom',
      source: 'keep; # x\n  stop;\n',
    },
  },
  { kind: 'include', script: 'my own' },
];

describe('our script', () => {
  const text = writeScriptFile(BLOCKS);

  it('holds every kind of block, and one require for what is used', () => {
    expect(readScriptFile(text)).toEqual({ blocks: BLOCKS, faults: [] });
    expect(checkScriptText(text)).toEqual([]);
    expect(text.match(/require/g)).toHaveLength(1);
    expect(parseScript(text).commands[0]?.arguments).toMatchObject([
      {
        items: ['fileinto', 'imap4flags', 'include', 'mailbox', 'vacation'].map((value) => ({
          value,
        })),
      },
    ]);
  });

  it('is nothing when nothing is asked', () => {
    expect(writeScriptFile([])).toBe('');
    const empty: Block[] = [
      { kind: 'blocked', senders: [] },
      { kind: 'reply', source: '' },
      { kind: 'forwarding', forwarding: { enabled: true, addresses: [], keep: true } },
    ];
    expect(writeScriptFile(empty)).toBe('');
    expect(readScriptFile('')).toEqual({ blocks: [], faults: [] });
  });

  it('keeps by-hand changes of what is not edited', () => {
    const byHand = text
      .replace('\tstop;\n}\n\n# sobre:reply', '\tstop; /* by hand */\n}\n\n# sobre:reply')
      .replace('if anyof (header', 'if   anyof( header');
    const { blocks } = readScriptFile(byHand);
    expect(blocks).toEqual(BLOCKS);
    const again = writeScriptFile(
      [...blocks, { kind: 'text', source: '# more' }],
      undefined,
      byHand,
    );
    expect(again).toContain('/* by hand */');
    expect(again).toContain('if   anyof( header');
    expect(writeScriptFile(blocks)).not.toContain('by hand');
  });

  it('shows a managed rule that was changed by hand as what it is now', () => {
    const changed = text.replace('address :domain', 'not address :domain');
    const { blocks } = readScriptFile(changed);
    expect(blocks[0]).toMatchObject({
      kind: 'rule',
      rule: { kind: 'custom', name: 'Blocked senders' },
    });
  });

  it('with faults is one custom rule, and tells where they are', () => {
    const broken = `${text}\nif header "x" {`;
    const { blocks, faults } = readScriptFile(broken);
    expect(blocks).toMatchObject([{ kind: 'rule', rule: { kind: 'custom', source: broken } }]);
    expect(faults[0]?.line).toBe(broken.split('\n').length);
  });
});

describe("other programs' scripts", () => {
  it('become rules to edit where the editor can say the same, and are custom else', () => {
    const { blocks } = readScriptFile(FOREIGN);
    const rules = blocks.map((block) =>
      block.kind === 'rule' ? [block.rule.name, block.rule.kind, block.rule.enabled] : block,
    );
    expect(rules).toEqual([
      ['spam', 'simple', true],
      ['off', 'simple', false],
      ['two at once', 'simple', true],
      ['with branches', 'custom', true],
      ['octet', 'custom', true],
      ['', 'custom', true],
      ['', 'custom', true],
      { kind: 'text', source: '/* end */' },
    ]);
    expect(blocks[1]).toMatchObject({
      rule: {
        match: 'all',
        conditions: [
          { on: 'header', header: 'From', how: 'is', not: true, values: ['a@b'] },
          { on: 'size', how: 'over', not: false, values: ['5120000'] },
        ],
        actions: [{ do: 'reject', reason: 'Too large.\n' }],
      },
    });
    expect(blocks[2]).toMatchObject({
      rule: { conditions: [{ on: 'header', header: 'From, To', how: 'contains', values: ['x'] }] },
    });
    expect(blocks[6]).toMatchObject({
      rule: { source: '# words about the next\nif envelope :domain "from" "x" { stop; }' },
    });
  });

  it.each([
    ['if false { # size :over 5K\n stop; }', 'a comment within the block'],
    ['if false /* size :over 5K */ { stop; }', 'a comment in brackets'],
    ['if false # size :over 5K, true\n{ stop; }', 'more than a test'],
    ['if false # size :over 5K {} keep; if true\n{ stop; }', 'a command (S-32)'],
    ['if false # size\n{ stop; }', 'half a test'],
    ['if false { stop; }', 'no test'],
    ['if anyof (true, size :over 5K) { stop; }', 'what no list of conditions says'],
    ['if not not size :over 5K { stop; }', 'a double negation'],
    [
      'if header :is "a${b}" "x" { stop; } require "variables";',
      'a name that is known when it runs',
    ],
  ])('%s is custom: it holds %s', (source) => {
    const { blocks } = readScriptFile(source);
    expect(blocks[0]).toMatchObject({ kind: 'rule', rule: { kind: 'custom' } });
  });

  it('say the same after as before, and the same rules are read again', () => {
    for (const source of [FOREIGN, ...corpus]) {
      const { blocks } = readScriptFile(source);
      const { commands } = parseScript(source);
      const said = (script: string) =>
        meaning(parseScript(script).commands.filter(({ name }) => name !== 'require'));
      const kept = writeScriptFile(blocks, undefined, source);
      expect(said(kept)).toEqual(meaning(commands.filter(({ name }) => name !== 'require')));
      expect(readScriptFile(writeScriptFile(blocks)).blocks.map(content)).toEqual(
        blocks.map(content),
      );
    }
  });

  it('are asked for the extensions that their text does not show', () => {
    const source =
      'require ["variables", "vnd.example.new", "fileinto"];\nfileinto "${x}";\nnew "thing";\nkeep;';
    const { blocks } = readScriptFile(source);
    expect(blocks).toMatchObject([{ rule: { requires: ['variables', 'vnd.example.new'] } }]);
    expect(writeScriptFile(blocks)).toMatch(
      /^require \["fileinto", "variables", "vnd.example.new"\];/,
    );
  });
});

describe('custom rules', () => {
  const pieces = fc.constantFrom(
    ...[
      'keep;',
      '# sobre:end 1',
      '# sobre:custom {"end":"1"}',
      '# rule:[x]',
      '\n',
      '\r\n',
      ' ',
      '#',
    ],
    ...[
      '/* x */',
      'if true { stop; }',
      'stop;',
      '# sobre:rule {',
      '"',
      'redirect "a@b";',
      '#|',
      '\t',
    ],
  );
  const sources = fc
    .array(pieces, { minLength: 1, maxLength: 12 })
    .map((parts) => parts.join(''))
    .filter((source) => parseScript(source).faults.length === 0);

  it('stay byte for byte, on and off, whatever stands in them (S-32)', () => {
    fc.assert(
      fc.property(sources, sources, fc.boolean(), fc.boolean(), (first, second, one, other) => {
        const custom = (id: string, source: string, enabled: boolean): Block => ({
          kind: 'rule',
          rule: { id, name: id, enabled, kind: 'custom', source },
        });
        const blocks = [custom('a', first, one), custom('b', second, other)];
        const written = writeScriptFile(blocks);
        expect(readScriptFile(written)).toEqual({ blocks, faults: [] });
        const meant = [one ? first : '', other ? second : ''].join('\n');
        expect(meaning(parseScript(written).commands)).toEqual(
          meaning(parseScript(meant).commands),
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each(['/* open', 'redirect "a', 'if true {', 'reject text:\n', '}', 'keep'])(
    'are refused when they are broken off: %s (S-32)',
    (source) => {
      const custom = { id: 'a', name: 'a', enabled: true, kind: 'custom' as const, source };
      expect(() => writeScriptFile([{ kind: 'rule', rule: custom }])).toThrow(
        expect.objectContaining({ code: 'custom' }),
      );
    },
  );
});

it('is read to the end whatever it holds, and a rule is never lost (S-32)', () => {
  const parts = fc.constantFrom(
    ...[
      '# rule:[a]\n',
      '# sobre:rule {"id":"x","hints":["spam"]}\n',
      '# sobre:custom {"end":"1"}\n',
    ],
    ...[
      '\n# sobre:end 1\n',
      '# sobre:blocked {}\n',
      '# sobre:rule {"id":1,"hints":5}\n',
      'keep;\n',
    ],
    ...[
      'if true { stop; }\n',
      'if false # true\n{ stop; }\n',
      'else { keep; }\n',
      'require "x";\n',
    ],
    ...[
      '# sobre:forwarding null\n',
      '# words\n',
      '# sobre:include {}\ninclude :personal :once "a";\n',
    ],
    ...['# sobre:reply {"end":"1"}\n', 'if anyof (true, false) { discard; }\n', '/* rule:[x] */'],
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 14 }), (all) => {
      const source = all.join('');
      const { blocks, faults } = readScriptFile(source);
      if (faults.length > 0) return;
      const said = (script: string) =>
        meaning(parseScript(script).commands.filter(({ name }) => name !== 'require'));
      expect(said(writeScriptFile(blocks, undefined, source))).toEqual(said(source));
    }),
    { numRuns: 300 },
  );
});

/** A block without what is made anew: ids of rules that had none. */
function content(block: Block): unknown {
  if (block.kind !== 'rule') return block;
  const { id: _, ...rest } = block.rule;
  return rest;
}
