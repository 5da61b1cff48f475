import { type Absence, type AutomaticReply, ORIGINAL_SUBJECT } from '../automatic-reply.ts';
import { type Dialect, literal, literals } from './literals.ts';
import { printCommand } from './print.ts';
import { setAnswered } from './reply-guard.ts';
import { branch, command, number, type Test, tag, test, text, texts } from './tree.ts';
import { answersFor, BULK, MACHINE_HEADERS, NOBODY, SPAM_HEADERS } from './vacation-terms.ts';

/** What the script has to name beyond the plan itself. */
export interface ReplyGround {
  /** All own addresses. */
  addresses: string[];
  /** The addresses of the address book, for absences that answer nobody else. */
  contacts: string[];
  /** What the server offers. */
  extensions: string[];
}

/** What stands between the two languages of a message. */
export const BETWEEN = '\n\n---\n\n';

/** The mark of the line that holds the plan. */
export const PLAN = '# sobre-reply ';

/**
 * The plan as Sieve: the plan itself in a comment line, so that it is read back as it was, and below it one
 * `if … elsif …` over its absences, since a message is answered once (RFC 5230 section 4.7). Without
 * `require`; that is the script's.
 */
export function writeVacation(plan: AutomaticReply, ground: ReplyGround): string {
  const { addresses, contacts } = ground;
  const needsContacts = plan.absences.some(({ who }) => who === 'contacts');
  const kept = { ...plan, addresses, ...(needsContacts && { contacts: fingerprint(contacts) }) };
  const able = plan.enabled ? plan.absences.filter((one) => answersAnybody(one, ground)) : [];
  const variables = ground.extensions.includes('variables');
  const hasSubject = able.some(({ subject }) => subject.includes(ORIGINAL_SUBJECT));
  return [
    PLAN + oneLine(kept),
    ...(variables && hasSubject ? SUBJECT_VARIABLE : []),
    ...able.map((one, place) =>
      printAbsence(one, place === 0 ? 'if' : 'elsif', ground, { variables }),
    ),
  ].join('\n');
}

/** One that nobody could be answered by is written nowhere but in the plan. */
const answersAnybody = (one: Absence, { addresses, contacts }: ReplyGround) =>
  one.message.trim() !== '' &&
  answersFor(one, addresses).length > 0 &&
  (one.who === 'everyone' || contacts.length > 0);

/** Sieve's variables are the whole script's: ours has a name that nobody else takes. */
const SUBJECT = 'sobre_subject';
const SUBJECT_VARIABLE = [
  printCommand(command('set', [text(SUBJECT), text('')])),
  printCommand(
    branch(
      'if',
      [test('header', [tag('matches'), text('subject'), text('*')])],
      [command('set', [text(SUBJECT), text(`\${1}`)])],
    ),
  ),
];

function printAbsence(
  one: Absence,
  name: 'if' | 'elsif',
  { addresses, contacts, extensions }: ReplyGround,
  dialect: Dialect,
): string {
  const own = answersFor(one, addresses);
  const tests = [
    ...periodTests(one),
    notForMachines(extensions),
    // The address that the mailbox itself has would be answered even when it is not named.
    ...(own.length < addresses.length ? [sentTo(own, dialect)] : []),
    ...(one.who === 'contacts' ? [comesFrom(contacts, dialect)] : []),
  ];
  const message = one.second ? `${one.message}${BETWEEN}${one.second}` : one.message;
  const subject = literal(one.subject, dialect).value.replaceAll(
    ORIGINAL_SUBJECT,
    dialect.variables ? `\${${SUBJECT}}` : '',
  );
  const vacation = command('vacation', [
    ...[tag('days'), number(one.days)],
    ...(subject ? [tag('subject'), text(subject)] : []),
    ...[tag('addresses'), literals(own, dialect)],
    ...[tag('handle'), text(handleOf(one))],
    literal(message, dialect),
  ]);
  const done = dialect.variables ? [setAnswered()] : [];
  return printCommand(branch(name, [test('allof', [], tests)], [vacation, ...done]));
}

/** ISO 8601 in UTC always has the same form, so that its order is that of the moments. */
function periodTests({ start, end }: Absence): Test[] {
  const compare = (how: string, moment: number) =>
    test('currentdate', [
      ...[tag('zone'), text('+0000'), tag('value'), text(how), text('iso8601')],
      text(new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z')),
    ]);
  return [
    ...(start === null ? [] : [compare('ge', start)]),
    ...(end === null ? [] : [compare('lt', end)]),
  ];
}

/** RFC 3834 section 2; who is left out stands in vacation-terms.ts. */
function notForMachines(extensions: string[]): Test {
  const refused = [
    // `exists` asks for all of its headers at once.
    ...MACHINE_HEADERS.map((header) => test('exists', [text(header)])),
    is('Precedence', BULK),
    test('allof', [], [test('exists', [text('Auto-Submitted')]), test('not', [], [SENT_BY_HAND])]),
    test('address', [
      ...[tag('localpart'), tag('matches')],
      ...[texts(['From', 'Sender', 'Reply-To']), texts(NOBODY)],
    ]),
    ...SPAM_HEADERS.map((header) => matches(header, ['yes*'])),
    ...(extensions.includes('envelope')
      ? [test('envelope', [tag('localpart'), tag('matches'), text('from'), texts(NOBODY)])]
      : []),
  ];
  return test('not', [], [test('anyof', [], refused)]);
}

const is = (header: string, values: string[]) =>
  test('header', [tag('is'), text(header), texts(values)]);
const matches = (header: string, values: string[]) =>
  test('header', [tag('matches'), text(header), texts(values)]);
const SENT_BY_HAND = matches('Auto-Submitted', ['no', 'no;*', 'no *']);

const RECIPIENTS = ['To', 'Cc', 'Bcc', 'Resent-To', 'Resent-Cc', 'Resent-Bcc'];

const sentTo = (addresses: string[], dialect: Dialect) =>
  test('address', [tag('is'), texts(RECIPIENTS), literals(addresses, dialect)]);
const comesFrom = (addresses: string[], dialect: Dialect) =>
  test('address', [tag('is'), text('From'), literals(addresses, dialect)]);

/** Who was answered is remembered by it: another text, and everybody is answered again. */
const handleOf = ({ id, subject, message, second }: Absence) =>
  `${id}-${fingerprint([subject, message, second])}`;

/** Tells lists of texts apart: two FNV-1a of 32 bits. Nothing secret hangs on it. */
export function fingerprint(values: string[]): string {
  let [one, other] = [0x811c9dc5, 0x050c5d1f];
  for (const byte of new TextEncoder().encode(JSON.stringify(values))) {
    one = Math.imul(one ^ byte, 0x01000193);
    other = Math.imul(other ^ byte ^ 0x5a, 0x01000193);
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** JSON of printable ASCII: no sign in it may end the comment (security S-32). */
const oneLine = (value: unknown) =>
  JSON.stringify(value).replace(
    /[^ -~]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
