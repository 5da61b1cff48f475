import type { CustomRule, SimpleRule } from '../filters.ts';
import { oneLine } from './marks.ts';
import { parseScript } from './parse.ts';
import { printCommand, printTest } from './print.ts';
import type { Hint } from './read-condition.ts';
import type { Writing } from './rule-terms.ts';
import { branch, type Test, test } from './tree.ts';
import { Unsayable } from './unsayable.ts';
import { writeActions } from './write-action.ts';
import { writeCondition } from './write-condition.ts';

/**
 * A rule as Roundcube writes it: its name in a comment, one `if` with `allof` or `anyof`; switched off,
 * its test in a comment behind `if false`. A second comment holds what the text cannot say.
 *
 * @throws {Unsayable}
 */
export function writeSimpleRule(rule: SimpleRule, writing: Writing): string {
  const hints = rule.conditions.map(
    ({ on }): Hint => (on === 'contacts' || on === 'spam' ? on : null),
  );
  const mark = writeMark('rule', {
    id: rule.id,
    ...(hints.some((hint) => hint !== null) && { hints }),
  });
  return `${writeName(rule.name)}\n${mark}\n${writeIf(rule, writing)}`;
}

/** The rule's `if` alone. */
export function writeIf(rule: Omit<SimpleRule, 'id' | 'name' | 'kind'>, writing: Writing): string {
  const block = writeActions(rule.actions, writing);
  const meant = writeTest(rule, writing);
  if (rule.enabled) return printCommand(branch('if', [meant], block));
  const off = printCommand(branch('if', [test('false')], block));
  // No text of a test holds a line end, so the comment ends where it should.
  return off.replace(/^if false\n/, () => `if false # ${printTest(meant)}\n`);
}

function writeTest(
  { match, conditions }: Pick<SimpleRule, 'match' | 'conditions'>,
  writing: Writing,
): Test {
  if (conditions.length === 0) return test('true');
  const tests = conditions.map((condition) => writeCondition(condition, writing));
  return test(match === 'all' ? 'allof' : 'anyof', [], tests);
}

/** A custom rule: its text between two marks, or each of its lines as a comment when it is switched off. */
export function writeCustomRule(rule: CustomRule): string {
  const { source } = rule;
  if (source.includes('\0') || !source.isWellFormed()) throw new Unsayable('text', rule.name);
  if (parseScript(source).faults.length > 0) throw new Unsayable('custom', rule.name);
  const end = endFor(source);
  const mark = writeMark('custom', {
    id: rule.id,
    ...(!rule.enabled && { enabled: false }),
    ...(rule.requires?.length && { requires: rule.requires }),
    end,
  });
  const text = rule.enabled ? source : commentedOut(source);
  return `${writeName(rule.name)}\n${mark}\n${text}\n# sobre:end ${end}`;
}

/** Sieve's comments end at LF and nothing else, so lines are cut there. */
const commentedOut = (source: string) =>
  source
    .split('\n')
    .map((line) => `#|${line}`)
    .join('\n');

/** A word for the closing mark that the text itself does not have. */
export function endFor(source: string): string {
  let end = 1;
  while (source.includes(`sobre:end ${end}`)) end++;
  return String(end);
}

/** A comment line of ours: what it is, and what is to be known of it. */
export function writeMark(kind: string, known: object): string {
  // JSON leaves the two separators that some take for line ends as they are.
  const json = JSON.stringify(known).replace(/[\u2028\u2029\u0085\u007f]/g, escaped);
  return `# sobre:${kind} ${json}`;
}

const escaped = (character: string) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function writeName(name: string): string {
  return `# rule:[${oneLine(name)}]`;
}
