import type { Condition } from '../filters.ts';
import { literalLine, literals } from './literals.ts';
import { comparisonsOf, endsOpen, isHeaderName, type Writing } from './rule-terms.ts';
import { writeSpamTest } from './spam-test.ts';
import { type Argument, number, type Test, tag, test, text, texts } from './tree.ts';
import { Unsayable } from './unsayable.ts';

/** A condition as a test. @throws {Unsayable} */
export function writeCondition(condition: Condition, writing: Writing): Test {
  const allowed: readonly string[] = comparisonsOf[condition.on];
  if (!allowed.includes(condition.how)) throw new Unsayable('comparison', condition.how);
  if (condition.how === 'regex' && !writing.has('regex')) throw new Unsayable('extension', 'regex');
  const open = condition.how === 'matches' && condition.values.find(endsOpen);
  if (open) throw new Unsayable('values', open);
  const plain = writePlain(condition, writing);
  return condition.not ? test('not', [], [plain]) : plain;
}

function writePlain(condition: Condition, writing: Writing): Test {
  const { on, how, values } = condition;
  switch (on) {
    case 'from':
    case 'to':
    case 'cc':
      if (how === 'exists') return test('exists', [text(on)]);
      return test(lookFor(how), [...matching(how, writing), text(on), literals(values, writing)]);
    case 'recipients':
      return writeRecipients(condition, writing);
    case 'subject':
      return writeHeader('subject', condition, writing);
    case 'list':
      return writeList(condition, writing);
    case 'header':
      return writeHeader(condition.header ?? '', condition, writing);
    case 'size':
      return test('size', [tag(how), number(sizeOf(condition))]);
    case 'body':
      needs('body', writing);
      return test('body', [tag('text'), ...matching(how, writing), literals(values, writing)]);
    case 'date':
      return writeDate(condition, writing);
    case 'plus':
      return writePlus(condition, writing);
    case 'contacts':
      // Nobody is known: no list can be empty in Sieve.
      if (values.length === 0) return test('false');
      return test('address', [...matching('is', writing), text('from'), literals(values, writing)]);
    case 'spam':
      return writeSpamTest(writing);
  }
}

/** The address alone decides whether it is or has the form of a value; words are looked for in the name too. */
const lookFor = (how: Condition['how']) =>
  how === 'is' || how === 'matches' ? 'address' : 'header';

function matching(how: Condition['how'], writing: Writing): Argument[] {
  if (!writing.has('comparator-i;unicode-casemap')) return [tag(how)];
  return [tag(how), tag('comparator'), text('i;unicode-casemap')];
}

/** Any of the names, written with commas between. */
function writeHeader(header: string, { how, values }: Condition, writing: Writing): Test {
  const names = header.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !isHeaderName(name));
  if (wrong !== undefined) throw new Unsayable('header', wrong);
  if (how === 'exists') return test('exists', [literals(names, writing)]);
  return test('header', [
    ...matching(how, writing),
    literals(names, writing),
    literals(values, writing),
  ]);
}

/** In a List-Id the list's name stands in angle brackets, after words about it (RFC 2919). */
function writeList({ how, values }: Condition, writing: Writing): Test {
  if (how === 'exists') return test('exists', [text('list-id')]);
  const keys = how === 'is' ? values.map((value) => `<${value}>`) : values;
  const args = matching(how === 'is' ? 'contains' : how, writing);
  return test('header', [...args, text('list-id'), literals(keys, writing)]);
}

function writeRecipients({ how, values }: Condition, writing: Writing): Test {
  const keys = literals(values, writing);
  const args = matching(how, writing);
  const shown = test(lookFor(how), [...args, texts(['to', 'cc']), keys]);
  if (!writing.has('envelope')) return shown;
  return test('anyof', [], [test('envelope', [...args, text('to'), keys]), shown]);
}

/** What follows the plus sign in the recipient's address (RFC 5233). */
function writePlus({ how, values }: Condition, writing: Writing): Test {
  needs('subaddress', writing);
  const [name, where] = writing.has('envelope')
    ? (['envelope', text('to')] as const)
    : (['address', texts(['to', 'cc'])] as const);
  const args = matching(how === 'exists' ? 'matches' : how, writing);
  const keys = how === 'exists' ? text('?*') : literals(values, writing);
  return test(name, [tag('detail'), ...args, where, keys]);
}

/** The day of arrival on the server's clock. Days as YYYY-MM-DD have the order of their letters. */
function writeDate({ how, values }: Condition, writing: Writing): Test {
  needs('date', writing);
  if (values.some((value) => !/^\d{4}-\d\d-\d\d$/.test(value))) {
    throw new Unsayable('values', values.join());
  }
  if (how === 'is') {
    return test('currentdate', [tag('is'), text('date'), literals(values, writing)]);
  }
  needs('relational', writing);
  const [day, ...more] = values;
  if (day === undefined || more.length > 0) throw new Unsayable('values', values.join());
  const order = text(how === 'before' ? 'lt' : 'gt');
  return test('currentdate', [tag('value'), order, text('date'), literalLine(day, writing)]);
}

function sizeOf({ values }: Condition): number {
  const [value = '', ...more] = values;
  const bytes = Number(value);
  if (more.length > 0 || !/^\d+$/.test(value) || !Number.isSafeInteger(bytes)) {
    throw new Unsayable('values', values.join());
  }
  return bytes;
}

function needs(extension: string, writing: Writing): void {
  if (!writing.has(extension)) throw new Unsayable('extension', extension);
}
