import type { Condition, SimpleRule } from '../filters.ts';
import type { Dialect } from './literals.ts';
import { parseScript } from './parse.ts';
import { readActions } from './read-action.ts';
import { type Hint, readCondition } from './read-condition.ts';
import type { Comment } from './tokens.ts';
import type { Command, Test } from './tree.ts';

/** What a rule's `if` says; its identity stands elsewhere. */
export type RuleBody = Pick<SimpleRule, 'enabled' | 'match' | 'conditions' | 'actions'>;

/**
 * Reads an `if` as a rule of the editor's; undefined when the editor cannot say exactly what it says.
 *
 * @param comments those within the command: one behind `if false` is the test of a rule that is off.
 * @param hints what the rule's mark tells of its conditions, in their order.
 */
export function readRuleBody(
  command: Command,
  comments: Comment[],
  dialect: Dialect,
  hints: Hint[] = [],
): RuleBody | undefined {
  const { name, tests, block = [] } = command;
  const [test] = tests;
  if (name !== 'if' || !test) return undefined;
  const actions = readActions(block, dialect);
  if (!actions || actions.length === 0) return undefined;
  const disabled = test.name === 'false';
  const meant = disabled ? testInComment(command, comments) : test;
  const read = meant && readTest(meant, dialect, hints);
  return read && { enabled: !disabled, ...read, actions };
}

type Conditions = Pick<SimpleRule, 'match' | 'conditions'>;

function readTest(test: Test, dialect: Dialect, hints: Hint[]): Conditions | undefined {
  // An `anyof` may be one condition that looks at two places; no mark, and then it is not ours.
  const single = test.name === 'anyof' ? undefined : [test];
  const joined = test.name === 'allof' || test.name === 'anyof' ? test.tests : undefined;
  const tests = (joined ?? single ?? []).filter(({ name }) => name !== 'true');
  if (tests.length === 0) {
    const always = !joined || joined.length === 1;
    return always ? { match: 'all', conditions: [] } : undefined;
  }
  // `anyof (true, …)` and the like say something that no list of conditions says.
  if (joined && tests.length < joined.length) return undefined;
  const conditions: Condition[] = [];
  for (const [index, one] of tests.entries()) {
    const condition = readCondition(one, dialect, hints[index]);
    if (!condition) return undefined;
    conditions.push(condition);
  }
  return { match: test.name === 'anyof' ? 'any' : 'all', conditions };
}

/** `if false # size :over 5K`: how Roundcube keeps the test of a rule that is off. */
function testInComment(command: Command, comments: Comment[]): Test | undefined {
  const from = command.tests[0]?.span?.end ?? 0;
  const first = comments.find(({ start }) => start >= from);
  if (first?.form !== 'hash') return undefined;
  // One within the block is no test.
  if (first.start > (command.blockStart ?? 0)) return undefined;
  const { commands, comments: inner, faults } = parseScript(`if ${first.text}\n{}`);
  const [read, ...more] = commands;
  const whole = faults.length === 0 && inner.length === 0 && more.length === 0;
  return whole && read?.name === 'if' ? read.tests[0] : undefined;
}
