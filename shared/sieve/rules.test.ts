import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SimpleRule } from '../filters.ts';
import type { Block } from './blocks.ts';
import { checkScriptText } from './check.ts';
import { parseScript } from './parse.ts';
import { anyRule, hostileLine } from './random-rules.ts';
import { readScriptFile, writeScriptFile } from './script-file.ts';
import { meaning } from './testing.ts';
import { Unsayable } from './unsayable.ts';

const asBlocks = (rules: SimpleRule[]): Block[] => {
  const ids = new Set<string>();
  // Ids are each rule's own.
  const own = rules.filter(({ id }) => !ids.has(id) && ids.add(id));
  return own.map((rule) => ({ kind: 'rule', rule }));
};

const RULE: SimpleRule = {
  id: 'r1',
  name: 'Rule',
  enabled: true,
  kind: 'simple',
  match: 'all',
  conditions: [{ on: 'subject', how: 'contains', not: false, values: ['x'] }],
  actions: [{ do: 'move', folder: 'X' }],
};
const write = (change: Partial<SimpleRule>) =>
  writeScriptFile([{ kind: 'rule', rule: { ...RULE, ...change } }]);

describe('rules', () => {
  it('are read as they were written, whatever stands in their texts (S-32)', () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 3 }), (rules) => {
        const blocks = asBlocks(rules);
        const text = writeScriptFile(blocks);
        expect(checkScriptText(text)).toEqual([]);
        expect(readScriptFile(text)).toEqual({ blocks, faults: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('make one command each, with the texts that were meant and no other (S-32)', () => {
    fc.assert(
      fc.property(hostileLine, hostileLine, hostileLine, (name, value, folder) => {
        const text = writeScriptFile(
          [
            {
              kind: 'rule',
              rule: {
                ...RULE,
                name,
                conditions: [{ on: 'subject', how: 'is', not: false, values: [value, name] }],
                actions: [
                  { do: 'move', folder },
                  { do: 'reply', subject: name, text: value, days: 3 },
                ],
              },
            },
          ],
          ['fileinto', 'vacation'],
        );
        const { commands, faults } = parseScript(text);
        expect(faults).toEqual([]);
        expect(meaning(commands)).toEqual([
          ['require', [['fileinto', 'vacation']], [], undefined],
          [
            'if',
            [],
            [['allof', [], [['header', [{ tag: 'is' }, 'subject', [value, name]], []]]]],
            [
              ['fileinto', [folder], [], undefined],
              ['vacation', [{ tag: 'days' }, 3, { tag: 'subject' }, name, value], [], undefined],
            ],
          ],
        ]);
      }),
    );
  });

  const whole = (change: Partial<SimpleRule>) => () => write(change);
  const subject = (value: string) => ({
    conditions: [{ on: 'subject' as const, how: 'is' as const, not: false, values: [value] }],
  });
  it.each<[string, () => string, string]>([
    ['NUL in a value', whole(subject('a\0b')), 'text'],
    ['half a surrogate pair', whole(subject('a\ud800b')), 'text'],
    ['a line end in a value', whole(subject('a\r\nb')), 'line'],
    [
      'a line end in a value of a rule that is off',
      whole({ ...subject('a\nb'), enabled: false }),
      'line',
    ],
    ['a line end in a folder', whole({ actions: [{ do: 'move', folder: 'a\nb' }] }), 'line'],
    [
      'a pattern that ends in half an escape, at which Pigeonhole crashes',
      whole({ conditions: [{ on: 'to', how: 'matches', not: false, values: ['a', 'b\\\\\\'] }] }),
      'values',
    ],
    ['no folder', whole({ actions: [{ do: 'move', folder: '' }] }), 'folder'],
    ['NUL in a reason', whole({ actions: [{ do: 'reject', reason: 'a\0' }] }), 'text'],
    ['CR alone in a reason', whole({ actions: [{ do: 'reject', reason: 'a\rb' }] }), 'text'],
    [
      'two addresses',
      whole({ actions: [{ do: 'redirect', address: 'a@b, c@d', keep: true }] }),
      'address',
    ],
    [
      'a variable as an address',
      whole({ actions: [{ do: 'redirect', address: '${a}@b', keep: true }] }),
      'address',
    ],
    ['a keyword that is two', whole({ actions: [{ do: 'tag', keyword: 'a b' }] }), 'keyword'],
    [
      'a system flag as a keyword',
      whole({ actions: [{ do: 'tag', keyword: '\\Deleted' }] }),
      'keyword',
    ],
    [
      'a header with a space',
      whole({
        conditions: [{ on: 'header', how: 'is', not: false, header: 'a b', values: ['x'] }],
      }),
      'header',
    ],
    [
      'a size that is none',
      whole({ conditions: [{ on: 'size', how: 'over', not: false, values: ['1 { discard; }'] }] }),
      'values',
    ],
    [
      'a day that is none',
      whole({ conditions: [{ on: 'date', how: 'before', not: false, values: ['tomorrow'] }] }),
      'values',
    ],
    [
      'a comparison of something else',
      whole({ conditions: [{ on: 'size', how: 'is', not: false, values: ['1'] }] }),
      'comparison',
    ],
    [
      'nothing to compare with',
      whole({ conditions: [{ on: 'subject', how: 'is', not: false, values: [] }] }),
      'values',
    ],
    [
      'a rejected message that is kept',
      whole({ actions: [{ do: 'reject', reason: 'no' }, { do: 'keep' }] }),
      'reject',
    ],
  ])('are refused for %s (S-32)', (_, act, code) => {
    expect(act).toThrow(Unsayable);
    expect(act).toThrow(expect.objectContaining({ code }));
  });

  it('keep their names on one line (S-32)', () => {
    const text = write({ name: 'a]\r\n# rule:[b]\u2028\0\ud800 c */ "' });
    expect(text.match(/rule:\[/g)).toHaveLength(2);
    const { blocks } = readScriptFile(text);
    expect(blocks).toMatchObject([
      { rule: { name: 'a] # rule:[b] \ufffd c */ "', kind: 'simple' } },
    ]);
    expect(parseScript(text).commands).toHaveLength(2);
  });

  it('are refused where the server lacks what they need', () => {
    const rule = (change: Partial<SimpleRule>) => () =>
      writeScriptFile([{ kind: 'rule', rule: { ...RULE, ...change } }], []);
    expect(rule({})).toThrow(expect.objectContaining({ code: 'extension', what: 'fileinto' }));
    expect(rule({ actions: [{ do: 'star' }] })).toThrow(
      expect.objectContaining({ code: 'extension', what: 'imap4flags' }),
    );
    expect(rule({ actions: [{ do: 'discard' }] })()).toContain('discard;');
  });

  it('compare with i;unicode-casemap where it is offered', () => {
    const blocks: Block[] = [{ kind: 'rule', rule: RULE }];
    const text = writeScriptFile(blocks, ['fileinto', 'comparator-i;unicode-casemap']);
    expect(text).toContain('require ["comparator-i;unicode-casemap", "fileinto"]');
    expect(text).toContain('header :contains :comparator "i;unicode-casemap" "subject" "x"');
    expect(readScriptFile(text).blocks).toEqual(blocks);
  });
});
