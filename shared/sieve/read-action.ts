import type { Action } from '../filters.ts';
import { type Dialect, meantBy } from './literals.ts';
import { printCommand, printTest } from './print.ts';
import { isAnswered, setAnswered } from './reply-guard.ts';
import { isKeyword, isSendable } from './rule-terms.ts';
import { type Argument, type Command, type Test, test, valuesOf } from './tree.ts';

/** The actions that a rule's commands mean, or undefined when the editor cannot say all of them. */
export function readActions(commands: Command[], dialect: Dialect): Action[] | undefined {
  const actions: Action[] = [];
  for (const command of commands) {
    const read = readCommand(command, dialect);
    if (!read) return undefined;
    actions.push(...read);
  }
  return actions;
}

function readCommand(command: Command, dialect: Dialect): Action[] | undefined {
  const { name, block } = command;
  if (name === 'if') return readGuarded(command, dialect);
  if (block || command.tests.length > 0) return undefined;
  const parts = partsOf(command.arguments, dialect);
  if (!parts) return undefined;
  const { tags, texts } = parts;
  switch (name) {
    case 'keep':
    case 'discard':
    case 'stop':
      return command.arguments.length === 0 ? [{ do: name }] : undefined;
    case 'fileinto':
      return readFileinto(tags, texts);
    case 'addflag':
      return tags.length === 0 && texts.length > 0 ? readFlags(texts) : undefined;
    case 'redirect':
      return readRedirect(tags, texts);
    case 'reject':
    case 'ereject':
      return tags.length === 0 && texts.length === 1
        ? [{ do: 'reject', reason: texts[0]! }]
        : undefined;
    case 'vacation':
      return readVacation(command, dialect);
    default:
      return undefined;
  }
}

/** Tags without values, and the texts of the last argument. */
function partsOf(args: Argument[], dialect: Dialect) {
  const tags = args.flatMap((argument) => (argument.kind === 'tag' ? [argument.name] : []));
  const plain = args.filter(({ kind }) => kind !== 'tag');
  const texts = valuesOf(plain[0]).map((node) => meantBy(node, dialect));
  if (!texts.every((value) => value !== undefined)) return undefined;
  // A second argument: the variable of imap4flags, or the value of a tag.
  return { tags, texts: plain.length === 1 ? texts : [] };
}

function readFileinto(tags: string[], texts: string[]): Action[] | undefined {
  const [folder] = texts;
  if (!folder || texts.length > 1 || /[\r\n]/.test(folder)) return undefined;
  if (tags.some((name) => name !== 'copy' && name !== 'create')) return undefined;
  return [{ do: tags.includes('copy') ? 'copy' : 'move', folder }];
}

function readFlags(texts: string[]): Action[] | undefined {
  const actions: Action[] = [];
  // One text may hold several, with spaces between (RFC 5232 section 2).
  for (const flag of texts.flatMap((value) => value.split(' ').filter(Boolean))) {
    const lower = flag.toLowerCase();
    if (lower === '\\flagged') actions.push({ do: 'star' });
    else if (lower === '\\seen') actions.push({ do: 'read' });
    else if (isKeyword(flag)) actions.push({ do: 'tag', keyword: flag });
    else return undefined;
  }
  return actions.length > 0 ? actions : undefined;
}

function readRedirect(tags: string[], texts: string[]): Action[] | undefined {
  const [address] = texts;
  if (!address || texts.length > 1 || !isSendable(address)) return undefined;
  if (tags.some((name) => name !== 'copy')) return undefined;
  return [{ do: 'redirect', address, keep: tags.includes('copy') }];
}

/** An answer that asks first whether another was given (see reply-guard.ts). */
function readGuarded({ tests, block = [] }: Command, dialect: Dialect): Action[] | undefined {
  const [vacation, set, ...more] = block;
  if (!vacation || !set || more.length > 0 || vacation.name !== 'vacation') return undefined;
  const asks = tests[0] !== undefined && printTest(bare(tests[0])) === GUARD;
  if (!asks || printCommand(set) !== SET) return undefined;
  return readVacation(vacation, dialect);
}

const GUARD = printTest(test('not', [], [isAnswered()]));
const SET = printCommand(setAnswered());

/** `:is` is what is meant when no match type stands. */
function bare(read: Test): Test {
  const args = read.arguments.filter(
    ({ kind, ...rest }) => !(kind === 'tag' && 'name' in rest && rest.name === 'is'),
  );
  return { ...read, arguments: args, tests: read.tests.map(bare) };
}

function readVacation({ arguments: args }: Command, dialect: Dialect): Action[] | undefined {
  let days: number | undefined;
  let subject = '';
  let addresses: string[] | undefined;
  let message: string | undefined;
  for (let index = 0; index < args.length; index++) {
    const argument = args[index]!;
    if (argument.kind === 'text') {
      message = meantBy(argument, dialect);
      continue;
    }
    const value = args[++index];
    if (argument.kind !== 'tag' || !value) return undefined;
    const texts = valuesOf(value).map((node) => meantBy(node, dialect));
    if (!texts.every((one) => one !== undefined)) return undefined;
    if (argument.name === 'days' && value.kind === 'number') days = value.value;
    else if (argument.name === 'subject' && texts.length === 1) subject = texts[0]!;
    else if (argument.name === 'addresses') addresses = texts;
    else return undefined;
  }
  if (message === undefined || !days || days > 365 || /[\r\n]/.test(subject)) return undefined;
  return [{ do: 'reply', subject, text: message, days, ...(addresses && { addresses }) }];
}
