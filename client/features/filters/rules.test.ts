// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from 'vitest';
import type { Condition, Rule, SimpleRule } from '../../../shared/filters.ts';
import { simpleRule, subjects } from '../../../shared/filters.ts';
import { speak, t } from '../../i18n/i18n.tsx';
import { keyed, toDraft, toRule, withComparison, withSubject } from './draft.ts';
import { faultsOf, isRight } from './faults.ts';
import { lackingOfRule, offeredActions, offeredSubjects } from './offers.ts';
import { readSize, writeSize } from './sizes.ts';
import { warningsOf } from './warnings.ts';
import { nameOfRule, sentenceOfRule, wordsOfCondition } from './words.ts';

const ALL = ['fileinto', 'copy', 'imap4flags', 'body', 'date', 'relational', 'envelope'].concat([
  'subaddress',
  'regex',
  'reject',
  'vacation',
]);
const rule = (part: Partial<SimpleRule>): SimpleRule => ({
  id: 'r',
  name: '',
  enabled: true,
  kind: 'simple',
  match: 'all',
  conditions: [{ on: 'from', how: 'contains', not: false, values: ['ana'] }],
  actions: [{ do: 'move', folder: 'Archive' }, { do: 'stop' }],
  ...part,
});
const condition = (part: Partial<Condition>): Condition => ({
  on: 'subject',
  how: 'contains',
  not: false,
  values: ['x'],
  ...part,
});

beforeAll(() => speak('en'));

describe('a rule in words', () => {
  it('says what it looks for and what it does', () => {
    const said = sentenceOfRule(
      rule({
        match: 'any',
        conditions: [
          condition({ on: 'from', how: 'is', not: true, values: ['a@b.example', 'c@d.example'] }),
          condition({ on: 'size', how: 'over', values: ['5000000'] }),
        ],
        actions: [{ do: 'tag', keyword: 'Choir' }, { do: 'read' }, { do: 'stop' }],
      }),
      [{ keyword: 'choir', name: 'The choir', colour: 'red' }],
      t,
    );
    expect(said).toBe(
      'From is not “a@b.example” or “c@d.example” or Size is over 5\u00a0MB → tag The choir, mark as read',
    );
  });

  it('counts values that are many', () => {
    const values = ['1', '2', '3', '4', '5'];
    expect(wordsOfCondition(condition({ values }), t)).toMatch(
      /^Subject contains “1”, “2”, “3”,? or 2 more$/,
    );
  });

  it('has words for all that can be asked, in both languages', async () => {
    for (const language of ['fr', 'en'] as const) {
      await speak(language);
      for (const on of subjects)
        for (const how of [
          'is',
          'contains',
          'matches',
          'regex',
          'over',
          'before',
          'exists',
          'yes',
        ] as const)
          for (const not of [false, true])
            expect(wordsOfCondition(condition({ on, how, not, header: 'X-A' }), t)).not.toMatch(
              /filter-/,
            );
    }
  });

  it('is the name of a rule without one', () => {
    expect(nameOfRule(rule({}), t)).toBe('From contains “ana”');
    expect(nameOfRule(rule({ conditions: [] }), t)).toBe('Every message');
    const long = rule({ conditions: [condition({ values: ['é'.repeat(200)] })] });
    expect([...nameOfRule(long, t)]).toHaveLength(80);
  });
});

describe('the editor', () => {
  it('gives back what it was given', () => {
    for (const one of [
      rule({ name: 'A' }),
      rule({ actions: [{ do: 'move', folder: 'A' }] }),
      rule({ match: 'any', actions: [{ do: 'read' }, { do: 'stop' }] }),
      rule({ conditions: [], actions: [{ do: 'redirect', address: 'a@b.example', keep: true }] }),
    ])
      expect(toRule(toDraft(one))).toEqual(one);
  });

  it('stops after a move, and not after a star, unless told otherwise', () => {
    const moved = toDraft(rule({ actions: [{ do: 'move', folder: 'A' }, { do: 'stop' }] }));
    expect(toRule({ ...moved, actions: [keyed({ do: 'star' as const })] }).actions).toEqual([
      { do: 'star' },
    ]);
    expect(toRule({ ...moved, stop: false }).actions).toEqual([{ do: 'move', folder: 'A' }]);
  });

  it('leaves out blanks and empty values, and keeps the blanks of an expression', () => {
    const typed = rule({ conditions: [condition({ values: [' a ', '', ' '] })] });
    expect(toRule(toDraft(typed)).conditions[0]?.values).toEqual(['a']);
    const pattern = rule({ conditions: [condition({ how: 'regex', values: ['a '] })] });
    expect(toRule(toDraft(pattern)).conditions[0]?.values).toEqual(['a ']);
  });

  it('keeps a value while it still makes sense', () => {
    const first = keyed(condition({ values: ['choir'] }));
    expect(withSubject(first, 'from', ALL)).toMatchObject({ how: 'contains', values: ['choir'] });
    expect(withSubject(first, 'header', ALL)).toMatchObject({ header: '', values: ['choir'] });
    expect(withSubject(first, 'size', ALL)).toMatchObject({ how: 'over', values: [''] });
    expect(withSubject(first, 'spam', ALL)).toMatchObject({ how: 'yes', values: [] });
    expect(withComparison(first, 'is', true)).toMatchObject({ not: true, values: ['choir'] });
  });

  it('offers what the server can do, and names what it lacks', () => {
    expect(offeredSubjects(subjects, [])).not.toContain('body');
    expect(offeredSubjects(subjects, ALL)).toEqual([...subjects]);
    expect(offeredActions([])).toEqual(['redirect', 'discard', 'keep']);
    expect(offeredActions(['ereject'])).toContain('reject');
    const needy = rule({ conditions: [condition({ on: 'body', how: 'regex' })] });
    expect(lackingOfRule(needy, ['fileinto'])).toEqual(['body', 'regex']);
    expect(lackingOfRule(needy, ALL)).toEqual([]);
  });

  it('makes rules that the server reads', () => {
    expect(simpleRule.safeParse(toRule(toDraft(rule({})))).success).toBe(true);
  });
});

describe('what is wrong with a rule', () => {
  const faultOf = (part: Partial<SimpleRule>) => {
    const { conditions, actions, rule: whole } = faultsOf(rule(part), t);
    return [...conditions, ...actions, whole].find(Boolean) ?? '';
  };

  it.each([
    [{ conditions: [condition({ values: [] })] }, /what to look for/],
    [{ conditions: [condition({ on: 'header', header: '' })] }, /name of the header/],
    [{ conditions: [condition({ on: 'header', header: 'a:b' })] }, /“a:b” is no name/],
    [{ conditions: [condition({ on: 'size', how: 'over', values: ['no'] })] }, /size/],
    [{ conditions: [condition({ on: 'date', how: 'is', values: [] })] }, /Choose a day/],
    [{ conditions: [condition({ how: 'regex', values: ['(a'] })] }, /not complete/],
    [{ actions: [{ do: 'move', folder: '' }] }, /Choose a folder/],
    [{ actions: [{ do: 'tag', keyword: '' }] }, /Choose a tag/],
    [{ actions: [{ do: 'redirect', address: 'nobody', keep: true }] }, /nobody is not a complete/],
    [{ actions: [{ do: 'reject', reason: ' ' }] }, /what the sender is told/],
    [{ actions: [{ do: 'stop' }] }, /what should be done/],
  ] satisfies [Partial<SimpleRule>, RegExp][])('is said in words: %j', (part, words) => {
    expect(faultOf(part)).toMatch(words);
  });

  it('is nothing with a right one', () => {
    expect(isRight(faultsOf(rule({}), t))).toBe(true);
    expect(
      faultOf({ conditions: [condition({ how: 'regex', values: ['^[[:alpha:])(]+\\($'] })] }),
    ).toBe('');
    expect(faultOf({ conditions: [condition({ how: 'regex', values: ['\\[a\\]'] })] })).toBe('');
  });
});

describe('what may not be meant', () => {
  const warned = (part: Partial<SimpleRule>, above: Rule[] = []) =>
    warningsOf(rule(part), above, ['ana@test.example'], t).join(' ');

  it('is told before it happens', () => {
    expect(warned({})).toBe('');
    expect(warned({ actions: [{ do: 'discard' }] })).toMatch(/deleted for good/);
    expect(
      warned({ actions: [{ do: 'redirect', address: 'ANA+x@test.example', keep: false }] }),
    ).toMatch(/in a circle/);
    expect(warned({ conditions: [] })).toMatch(/every message/);
    expect(warned({}, [rule({ id: 'a', name: 'All', conditions: [] })])).toMatch(/“All” above/);
    expect(warned({}, [rule({ id: 'a', conditions: [], enabled: false })])).toBe('');
  });
});

it('sizes are read and written in the unit that says them', () => {
  for (const bytes of ['5000000', '1048576', '1500', '7', '102400']) {
    const { amount, unit } = readSize(bytes);
    expect(writeSize(amount, unit)).toBe(bytes);
  }
  expect(readSize('5000000')).toEqual({ amount: '5', unit: 'MB' });
  expect(readSize('1048576')).toEqual({ amount: '1', unit: 'MiB' });
  expect(writeSize('1,5', 'MB')).toBe('1500000');
  for (const wrong of ['', 'x', '-1', '0', 'Infinity']) expect(writeSize(wrong, 'kB')).toBe('');
});
