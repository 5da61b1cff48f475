import { type Absence, absence, MOST_DAYS, ORIGINAL_SUBJECT } from '../automatic-reply.ts';
import { parseScript } from './parse.ts';
import { type Argument, type Command, type Test, valuesOf } from './tree.ts';
import { fingerprint } from './vacation-write.ts';

/** A reply of another program's making. */
export interface ForeignReply {
  enabled: boolean;
  absence: Absence;
  /** The script without it. */
  rest: string;
}

/**
 * Finds the automatic reply in a script that other programs wrote: Roundcube's, SnappyMail's, Nextcloud's
 * and plain ones.
 *
 * @returns null when there is none, `unheld` when it says more than an absence can.
 */
export function readForeignReply(
  source: string,
  ownAddresses: string[],
): ForeignReply | 'unheld' | null {
  const { commands, faults } = parseScript(source);
  const found = commands.filter(replies);
  if (found.length === 0)
    return faults.length > 0 && /\bvacation\b/i.test(source) ? 'unheld' : null;
  const [one] = found;
  const next = commands[commands.indexOf(one!) + 1];
  if (found.length > 1 || faults.length > 0 || !one || isBranch(next)) return 'unheld';
  const conditions: Test[] = [];
  const vacation = unwrap(one, conditions);
  const period = vacation && readPeriod(conditions);
  const said = vacation && readArguments(vacation, ownAddresses);
  if (!period || !said) return 'unheld';
  const { enabled, ...times } = period;
  const id = `read-${fingerprint([source.slice(one.span!.start, one.span!.end)])}`;
  const { data } = absence.safeParse({ id, ...times, ...said, second: '', who: 'everyone' });
  if (!data) return 'unheld';
  const rest = source.slice(0, one.span!.start) + source.slice(one.span!.end);
  return { enabled, absence: data, rest };
}

const isBranch = (next: Command | undefined) => next?.name === 'elsif' || next?.name === 'else';

const replies = (one: Command): boolean =>
  one.name === 'vacation' || (one.block?.some(replies) ?? false);

/** The vacation inside of `if`s, whose tests are gathered; undefined when anything else is done beside it. */
function unwrap(one: Command, conditions: Test[]): Command | undefined {
  if (one.name === 'vacation') return one;
  const inner = one.block?.filter(({ name }) => name !== 'keep');
  if (one.name !== 'if' || inner?.length !== 1) return undefined;
  conditions.push(...one.tests.flatMap(allOf));
  return unwrap(inner[0]!, conditions);
}

const allOf = (one: Test): Test[] => (one.name === 'allof' ? one.tests.flatMap(allOf) : [one]);

interface Period {
  enabled: boolean;
  start: number | null;
  end: number | null;
}

/** Undefined when one of the tests asks for something else than a time, or a person who writes. */
function readPeriod(tests: Test[]): Period | undefined {
  const period: Period = { enabled: true, start: null, end: null };
  for (const one of tests) {
    if (one.name === 'false') period.enabled = false;
    else if (one.name === 'currentdate') {
      if (!readMoment(one, period)) return undefined;
    } else if (one.name !== 'true' && !keepsMachinesOut(one)) return undefined;
  }
  return period;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function readMoment(one: Test, period: Period): boolean {
  const values = one.arguments.flatMap((argument) => valuesOf(argument).map(({ value }) => value));
  const zone = tagged(one.arguments, 'zone')?.value ?? '+0000';
  const how = tagged(one.arguments, 'value')?.value;
  const [part, moment] = values.slice(-2);
  const isDay = part === 'date';
  if ((part !== 'iso8601' && !isDay) || !how || !moment) return false;
  const offset = zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const hasZone = /T.*(Z|[+-]\d\d:?\d\d)$/.test(moment);
  const text = hasZone
    ? moment
    : `${moment.length === 10 ? `${moment}T00:00:00` : moment}${offset}`;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return false;
  // A day that is meant whole ends with the next one.
  const after = isDay ? at + DAY : at;
  const minute = (time: number) => Math.ceil(time / MINUTE) * MINUTE;
  if (how === 'ge') period.start = minute(at);
  else if (how === 'gt') period.start = minute(after);
  else if (how === 'lt') period.end = minute(at);
  else if (how === 'le') period.end = minute(after);
  else return false;
  return true;
}

/** Ours leaves out the same, and more. */
function keepsMachinesOut({ name, tests }: Test): boolean {
  return name === 'not' && tests.flatMap(anyOf).every(asksForMachines);
}

const anyOf = (one: Test): Test[] => (one.name === 'anyof' ? one.tests.flatMap(anyOf) : [one]);

const MACHINE = /^(list-.*|precedence|auto-submitted|x-spam.*|x-auto-response-suppress)$/i;

function asksForMachines({ name, arguments: args }: Test): boolean {
  const [headers = [], values = []] = args
    .filter(({ kind }) => kind === 'text' || kind === 'list')
    .map((argument) => valuesOf(argument).map(({ value }) => value));
  if (name === 'exists' || name === 'header') return headers.every((one) => MACHINE.test(one));
  return name === 'address' && values.every((one) => /no-?reply|daemon|bounce/i.test(one));
}

const KNOWN_TAGS = ['days', 'seconds', 'subject', 'addresses', 'handle', 'from'];

function readArguments({ arguments: args }: Command, ownAddresses: string[]) {
  const tags = args.flatMap((one) => (one.kind === 'tag' ? [one.name] : []));
  const last = args.at(-1);
  if (last?.kind !== 'text' || tags.some((one) => !KNOWN_TAGS.includes(one))) return undefined;
  const days = readDays(args);
  const subject = (tagged(args, 'subject')?.value ?? '').replaceAll(
    `\${subject}`,
    ORIGINAL_SUBJECT,
  );
  const from = tagged(args, 'from')?.value;
  const own = ownAddresses.map((one) => one.toLowerCase());
  const named = (tags.includes('addresses') ? valuesOf(after(args, 'addresses')) : []).map(
    ({ value }) => bare(value),
  );
  // What it cannot be without: who answers, and texts that stand for nothing else.
  if (!days || /\$\{/.test(subject + last.value)) return undefined;
  if (from !== undefined && !own.includes(bare(from))) return undefined;
  return {
    days,
    subject,
    message: last.value.replace(/\r\n?/g, '\n').replace(/\n+$/, ''),
    except: own.slice(1).filter((one) => !named.includes(one)),
  };
}

/** RFC 5230 section 4.1: seven, unless it is said. */
function readDays(args: Argument[]): number | undefined {
  const days = numberAfter(args, 'days') ?? (numberAfter(args, 'seconds') ?? 7 * 86_400) / 86_400;
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : undefined;
}

/** `Ana <ana@example.org>` is her address. */
const bare = (mailbox: string) => (/<([^<>]*)>\s*$/.exec(mailbox)?.[1] ?? mailbox).toLowerCase();

const after = (args: Argument[], name: string): Argument | undefined =>
  args[args.findIndex((one) => one.kind === 'tag' && one.name === name) + 1];

function tagged(args: Argument[], name: string) {
  const value = args.some((one) => one.kind === 'tag' && one.name === name)
    ? after(args, name)
    : undefined;
  return value?.kind === 'text' ? value : undefined;
}

function numberAfter(args: Argument[], name: string): number | undefined {
  if (!args.some((one) => one.kind === 'tag' && one.name === name)) return undefined;
  const value = after(args, name);
  return value?.kind === 'number' ? value.value : Number.NaN;
}
