import type { Condition } from '../filters.ts';
import { type Dialect, meantBy } from './literals.ts';
import { CASELESS } from './rule-terms.ts';
import { isSpamTest } from './spam-test.ts';
import { type Argument, type Test, valuesOf } from './tree.ts';

/** What a test cannot say of itself: that its addresses are the contacts, that its marks are those of spam. */
export type Hint = 'contacts' | 'spam' | null;

/** The condition that a test means, or undefined when the editor has none that means exactly this. */
export function readCondition(
  read: Test,
  dialect: Dialect,
  hint: Hint = null,
): Condition | undefined {
  const not = read.name === 'not';
  const test = not ? read.tests[0] : read;
  const condition = test && readPlain(test, dialect, hint);
  return condition && { ...condition, not };
}

type Plain = Omit<Condition, 'not'>;

function readPlain(test: Test, dialect: Dialect, hint: Hint): Plain | undefined {
  if (hint === 'spam') return isSpamTest(test) ? { on: 'spam', how: 'yes', values: [] } : undefined;
  if (hint === 'contacts' && test.name === 'false')
    return { on: 'contacts', how: 'yes', values: [] };
  const parts = partsOf(test, dialect);
  if (!parts) return undefined;
  switch (test.name) {
    case 'header':
      return readHeader(parts);
    case 'address':
      return readAddress(parts, hint);
    case 'envelope':
      return parts.part === 'detail' ? readPlus(parts, 'to') : undefined;
    case 'anyof':
      return readRecipients(test, dialect);
    case 'exists':
      return readExists(parts.values);
    case 'size':
      return readSize(test);
    case 'body':
      return readBody(parts);
    case 'currentdate':
      return readDate(parts);
    default:
      return undefined;
  }
}

interface Parts {
  how: string;
  /** `lt` of `:value "lt"`. */
  relation?: string;
  part?: string;
  /** The texts before the last argument, in lower case when they are compared. */
  names: string[];
  namesAsWritten: string[];
  values: string[];
}

const HOWS = new Set(['is', 'contains', 'matches', 'regex', 'value']);
const PARTS = new Set(['all', 'detail', 'text']);

/** Takes a test apart; undefined when it holds something that no condition of ours has. */
function partsOf({ arguments: args }: Test, dialect: Dialect): Parts | undefined {
  const plain: Argument[] = [];
  const parts: Parts = { how: 'is', names: [], namesAsWritten: [], values: [] };
  for (let index = 0; index < args.length; index++) {
    const argument = args[index]!;
    if (argument.kind !== 'tag') {
      plain.push(argument);
    } else if (argument.name === 'comparator') {
      const [comparator] = valuesOf(args[++index]);
      if (!comparator || !CASELESS.includes(comparator.value)) return undefined;
    } else if (HOWS.has(argument.name)) {
      parts.how = argument.name;
      if (argument.name === 'value') parts.relation = valuesOf(args[++index])[0]?.value;
    } else if (PARTS.has(argument.name)) {
      parts.part = argument.name;
    } else if (argument.name !== 'over' && argument.name !== 'under') {
      return undefined;
    }
  }
  const values = meanings(plain.at(-1), dialect);
  const names = plain.length > 1 ? meanings(plain[0], dialect) : [];
  if (!values || !names) return undefined;
  parts.values = values;
  parts.namesAsWritten = names;
  parts.names = parts.namesAsWritten.map((name) => name.toLowerCase());
  return parts;
}

function meanings(argument: Argument | undefined, dialect: Dialect): string[] | undefined {
  const meant = valuesOf(argument).map((node) => meantBy(node, dialect));
  return meant.every((value) => value !== undefined) ? meant : undefined;
}

function textHow(how: string): Condition['how'] | undefined {
  return how === 'is' || how === 'contains' || how === 'matches' || how === 'regex'
    ? how
    : undefined;
}

function readHeader({ how, part, names, namesAsWritten, values }: Parts): Plain | undefined {
  const compared = textHow(how);
  if (!compared || part || names.length === 0) return undefined;
  const [name] = names;
  if (names.length === 1) {
    if (name === 'subject') return { on: 'subject', how: compared, values };
    if (isPerson(name) && (compared === 'contains' || compared === 'regex')) {
      return { on: name, how: compared, values };
    }
    if (name === 'list-id' && compared !== 'is') return readList(compared, values);
  }
  if (namesAsWritten.some((one) => one.includes(','))) return undefined;
  return { on: 'header', how: compared, header: namesAsWritten.join(', '), values };
}

function readList(how: Condition['how'], values: string[]): Plain {
  const isName = (value: string) => value.startsWith('<') && value.endsWith('>');
  if (how !== 'contains' || !values.every(isName)) return { on: 'list', how, values };
  return { on: 'list', how: 'is', values: values.map((value) => value.slice(1, -1)) };
}

function readAddress(parts: Parts, hint: Hint): Plain | undefined {
  const { how, part, names, values } = parts;
  if (part === 'detail') return readPlus(parts, 'to,cc');
  if (hint === 'contacts') {
    const meant = how === 'is' && names.join() === 'from' && !part;
    return meant ? { on: 'contacts', how: 'yes', values } : undefined;
  }
  if (part === 'text' || (how !== 'is' && how !== 'matches')) return undefined;
  if (names.join() === 'to,cc') return { on: 'recipients', how, values };
  const [name] = names;
  return names.length === 1 && isPerson(name) ? { on: name, how, values } : undefined;
}

function readPlus({ how, names, values }: Parts, where: string): Plain | undefined {
  const compared = textHow(how);
  if (!compared || names.join() !== where) return undefined;
  if (compared === 'matches' && values.length === 1 && values[0] === '?*') {
    return { on: 'plus', how: 'exists', values: [] };
  }
  return { on: 'plus', how: compared, values };
}

/** The envelope's recipient or one that is shown: two tests for the same values. */
function readRecipients(test: Test, dialect: Dialect): Plain | undefined {
  const [envelope, shown, ...more] = test.tests;
  if (envelope?.name !== 'envelope' || !shown || more.length > 0) return undefined;
  const hidden = partsOf(envelope, dialect);
  const parts = partsOf(shown, dialect);
  if (!hidden || !parts || hidden.part || parts.part) return undefined;
  const how = textHow(parts.how);
  if (!how || hidden.how !== how || hidden.names.join() !== 'to') return undefined;
  if (parts.names.join() !== 'to,cc') return undefined;
  const name = how === 'is' || how === 'matches' ? 'address' : 'header';
  const same = JSON.stringify(hidden.values) === JSON.stringify(parts.values);
  return shown.name === name && same ? { on: 'recipients', how, values: parts.values } : undefined;
}

function readExists(written: string[]): Plain | undefined {
  const name = written.join().toLowerCase();
  if (name === 'list-id') return { on: 'list', how: 'exists', values: [] };
  if (isPerson(name) || name === 'subject') return { on: name, how: 'exists', values: [] };
  if (written.length === 0 || written.some((one) => one.includes(','))) return undefined;
  return { on: 'header', how: 'exists', header: written.join(', '), values: [] };
}

function readSize({ arguments: args }: Test): Plain | undefined {
  const [how, bytes] = args;
  if (args.length !== 2 || how?.kind !== 'tag' || bytes?.kind !== 'number') return undefined;
  if (how.name !== 'over' && how.name !== 'under') return undefined;
  return { on: 'size', how: how.name, values: [String(bytes.value)] };
}

function readBody({ how, part, names, values }: Parts): Plain | undefined {
  const compared = textHow(how);
  if (!compared || compared === 'is' || names.length > 0) return undefined;
  return part === undefined || part === 'text' ? { on: 'body', how: compared, values } : undefined;
}

function readDate({ how, relation, names, values }: Parts): Plain | undefined {
  if (names.join() !== 'date' || !values.every((value) => /^\d{4}-\d\d-\d\d$/.test(value))) {
    return undefined;
  }
  if (how === 'is') return { on: 'date', how, values };
  if (how !== 'value' || values.length !== 1) return undefined;
  if (relation === 'lt') return { on: 'date', how: 'before', values };
  return relation === 'gt' ? { on: 'date', how: 'after', values } : undefined;
}

const isPerson = (name: string | undefined): name is 'from' | 'to' | 'cc' =>
  name === 'from' || name === 'to' || name === 'cc';
