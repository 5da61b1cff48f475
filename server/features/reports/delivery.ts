import type { Delivery, Failure } from '../../../shared/reports.ts';
import { plain } from '../../mail/plain.ts';
import type { Fields } from '../../mail/report-parts.ts';

const OUTCOMES = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** One recipient's group of a delivery report (RFC 3464 section 2.3); null for the report's own group. */
export function readDelivery(fields: Fields): Delivery | null {
  const read = (name: string) => plain(fields.get(name)?.[0] ?? '', 1000);
  const address = afterType(read('original-recipient') || read('final-recipient'));
  const action = read('action').toLowerCase();
  const outcome = OUTCOMES.find((known) => action.startsWith(known));
  if (!address || !outcome) return null;
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(read('status'))?.[0] ?? '';
  const words = afterType(read('diagnostic-code'));
  const until = new Date(read('will-retry-until')).getTime();
  return {
    address: address.slice(0, 320),
    outcome,
    reason: reasonOf(status, words),
    server: afterType(read('remote-mta')).slice(0, 255),
    words: words.slice(0, 500),
    until: Number.isNaN(until) ? null : until,
  };
}

/** "rfc822; ana@example.org" → "ana@example.org". */
const afterType = (value: string) => value.replace(/^[\w-]{1,30}\s*;\s*/, '').trim();

/** Why, by the last two numbers of the status (RFC 3463); servers that say only "5.0.0" are read. */
function reasonOf(status: string, words: string): Failure {
  const detail = status.split('.').slice(1).join('.');
  const known = REASONS[detail] ?? REASONS[`${detail.split('.')[0]}.*`];
  if (known && known !== 'other') return known;
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}

const REASONS: Record<string, Failure> = {
  '1.0': 'no-mailbox',
  '1.1': 'no-mailbox',
  '1.2': 'no-domain',
  '1.3': 'no-mailbox',
  '1.6': 'no-mailbox',
  '1.8': 'not-trusted',
  '1.10': 'no-domain',
  '2.0': 'other',
  '2.1': 'mailbox-disabled',
  '2.2': 'mailbox-full',
  '2.3': 'too-large',
  '3.1': 'mailbox-full',
  '3.4': 'too-large',
  '4.1': 'unreachable',
  '4.2': 'unreachable',
  '4.4': 'no-domain',
  '4.*': 'unreachable',
  '7.1': 'refused',
  '7.20': 'not-trusted',
  '7.23': 'not-trusted',
  '7.25': 'not-trusted',
  '7.26': 'not-trusted',
  '7.*': 'refused',
};

const WORDS: [RegExp, Failure][] = [
  [/quota|mailbox (is )?full|over ?limit|insufficient storage/i, 'mailbox-full'],
  [
    /user unknown|unknown user|no such (user|mailbox|recipient)|does not exist|no mailbox/i,
    'no-mailbox',
  ],
  [/host (or domain name )?not found|domain .*not found|nxdomain/i, 'no-domain'],
  [/too (large|big)|size limit|exceeds/i, 'too-large'],
  [/spf|dkim|dmarc|unauthenticated/i, 'not-trusted'],
  [/timed? ?out|connection refused|unreachable|no route/i, 'unreachable'],
  [/spam|blocked|blacklist|denied|rejected|policy/i, 'refused'],
];
