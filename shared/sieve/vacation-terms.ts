import type { Absence } from '../automatic-reply.ts';

/** Own addresses that an absence answers for. */
export function answersFor({ except }: Pick<Absence, 'except'>, addresses: string[]): string[] {
  const left = new Set(except.map((address) => address.toLowerCase()));
  return addresses.filter((address) => !left.has(address.toLowerCase()));
}

/** Fields that only lists and machines send (RFC 2369, RFC 2919, and what providers ask for). */
export const MACHINE_HEADERS = [
  ...['List-Id', 'List-Post', 'List-Help', 'List-Unsubscribe', 'List-Subscribe', 'List-Owner'],
  ...['Feedback-ID', 'X-Auto-Response-Suppress'],
];
export const BULK = ['bulk', 'list', 'junk'];
export const SPAM_HEADERS = ['X-Spam-Flag', 'X-Spam-Status', 'X-Spam'];

/** Names before the @ that nobody reads, as Sieve's `:matches` takes them. */
export const NOBODY = [
  ...['noreply', 'no-reply', 'no_reply', 'donotreply', 'do-not-reply', 'ne-pas-repondre'],
  ...['nepasrepondre', 'noreply-*', 'no-reply-*', 'mailer-daemon', 'postmaster', 'bounce*'],
];

/** Every field that tells. */
export const MACHINE_FIELDS = [
  ...MACHINE_HEADERS,
  ...SPAM_HEADERS,
  ...['Precedence', 'Auto-Submitted', 'Sender', 'Reply-To', 'Return-Path'],
];

/** The same question as the script's, over fields by lower-case name. */
export function isMachine(fields: Map<string, string[]>, from: string): boolean {
  const values = (name: string) => (fields.get(name.toLowerCase()) ?? []).map((one) => one.trim());
  const [auto] = values('Auto-Submitted');
  const senders = [from, ...['Sender', 'Reply-To', 'Return-Path'].flatMap(values)];
  return (
    MACHINE_HEADERS.some((name) => fields.has(name.toLowerCase())) ||
    values('Precedence').some((value) => BULK.includes(value.toLowerCase())) ||
    (auto !== undefined && !/^no([ ;]|$)/i.test(auto)) ||
    SPAM_HEADERS.some((name) => values(name).some((value) => /^yes/i.test(value))) ||
    senders.some(isNobody)
  );
}

const NOBODY_AT = new RegExp(`(^|[<\\s])(${NOBODY.join('|').replaceAll('*', '[^@<>]*')})@`, 'i');

/** The empty way back of a report of delivery is nobody's, too. */
const isNobody = (sender: string) => sender.trim() === '<>' || NOBODY_AT.test(sender);
