import { type Absence, type AutomaticReply, ORIGINAL_SUBJECT } from '../automatic-reply.ts';
import { printCommand } from './print.ts';
import { branch, command, number, type Test, tag, test, text, texts } from './tree.ts';

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
  const hasVariables = ground.extensions.includes('variables') && needsVariables(able, ground);
  const say = hasVariables ? withoutVariables : (value: string) => value;
  return [
    PLAN + oneLine(kept),
    ...(hasVariables ? SUBJECT_VARIABLE : []),
    ...able.map((one, place) => printAbsence(one, place === 0 ? 'if' : 'elsif', ground, say)),
    '',
  ].join('\n');
}

/** One that nobody could be answered by is written nowhere but in the plan. */
const answersAnybody = (one: Absence, { addresses, contacts }: ReplyGround) =>
  one.message.trim() !== '' &&
  answersFor(one, addresses).length > 0 &&
  (one.who === 'everyone' || contacts.length > 0);

/** Own addresses that this absence answers for. */
export const answersFor = ({ except }: Pick<Absence, 'except'>, addresses: string[]) => {
  const left = new Set(except.map((address) => address.toLowerCase()));
  return addresses.filter((address) => !left.has(address.toLowerCase()));
};

const needsVariables = (absences: Absence[], { addresses, contacts }: ReplyGround) =>
  absences.some(({ subject }) => subject.includes(ORIGINAL_SUBJECT)) ||
  JSON.stringify([absences, addresses, contacts]).includes('${');

/** Sieve's variables are the whole script's: ours have names that nobody else takes. */
const SUBJECT_VARIABLE = [
  printCommand(command('set', [text('sobre_dollar'), text('$')])),
  printCommand(command('set', [text('sobre_subject'), text('')])),
  printCommand(
    branch(
      'if',
      [test('header', [tag('matches'), text('subject'), text('*')])],
      [command('set', [text('sobre_subject'), text(`\${1}`)])],
    ),
  ),
];

/** Where variables are in force, `${` would begin one (RFC 5229 section 3): the person means the signs. */
const withoutVariables = (value: string) => value.replaceAll('${', `\${sobre_dollar}{`);

function printAbsence(
  one: Absence,
  name: 'if' | 'elsif',
  { addresses, contacts, extensions }: ReplyGround,
  say: (value: string) => string,
): string {
  const own = answersFor(one, addresses);
  const tests = [
    ...periodTests(one),
    notForMachines(extensions),
    // The address that the mailbox itself has would be answered even when it is not named.
    ...(own.length < addresses.length ? [sentTo(own.map(say))] : []),
    ...(one.who === 'contacts' ? [comesFrom(contacts.map(say))] : []),
  ];
  const message = one.second ? `${one.message}${BETWEEN}${one.second}` : one.message;
  const subject = say(one.subject).replaceAll(
    ORIGINAL_SUBJECT,
    say === withoutVariables ? `\${sobre_subject}` : '',
  );
  const vacation = command('vacation', [
    ...[tag('days'), number(one.days)],
    ...(subject ? [tag('subject'), text(subject)] : []),
    ...[tag('addresses'), texts(own.map(say))],
    ...[tag('handle'), text(handleOf(one))],
    text(say(message)),
  ]);
  return printCommand(branch(name, [test('allof', [], tests)], [vacation]));
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

/** What every list, machine or spam filter may be known by (RFC 3834 section 2, RFC 2369, RFC 2919). */
const MACHINE_HEADERS = [
  ...['List-Id', 'List-Post', 'List-Help', 'List-Unsubscribe', 'List-Subscribe', 'List-Owner'],
  ...['Feedback-ID', 'X-Auto-Response-Suppress'],
];
const BULK = ['bulk', 'list', 'junk'];
const NOBODY = [
  ...['noreply', 'no-reply', 'no_reply', 'donotreply', 'do-not-reply', 'ne-pas-repondre'],
  ...['nepasrepondre', 'noreply-*', 'no-reply-*', 'mailer-daemon', 'postmaster', 'bounce*'],
];

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
    ...['X-Spam-Flag', 'X-Spam-Status', 'X-Spam'].map((header) => matches(header, ['yes*'])),
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

const sentTo = (addresses: string[]) =>
  test('address', [tag('is'), texts(RECIPIENTS), texts(addresses)]);
const comesFrom = (addresses: string[]) =>
  test('address', [tag('is'), text('From'), texts(addresses)]);

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
