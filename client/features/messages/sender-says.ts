import type { Address, Message } from '../../../shared/messages.ts';
import type { Says } from '../../../shared/says.ts';
import type { MessageId, Translate } from '../../i18n/i18n.tsx';
import { addressOf, isMisleading, mailboxesOf } from './people.ts';

/** A remark about who a message is from, in words. */
export interface SenderNote {
  look: 'danger' | 'info';
  text: string;
}

type Sender = Pick<Message, 'from' | 'sender' | 'replyTo' | 'listHeaders'> & {
  says?: Says | undefined;
};

/** What a reader should know before believing a sender (security S-49), the gravest first. */
export function senderNotes(message: Sender, t: Translate): SenderNote[] {
  const { from, says } = message;
  const notes: SenderNote[] = [];
  const warn = (id: MessageId, values = {}) => notes.push({ look: 'danger', text: t(id, values) });
  const tell = (id: MessageId, values = {}) => notes.push({ look: 'info', text: t(id, values) });
  if (says?.verdict?.trust === 'denied') {
    warn('says-denied', { domain: says.verdict.domain || mailboxesOf(from) });
  }
  for (const { isSuspicious, resembles, ascii } of says?.domains ?? []) {
    if (!isSuspicious) continue;
    if (resembles) warn('says-look-alike', { resembles, ascii });
    else warn('says-mixed', { ascii });
  }
  if (from.length > 1) warn('says-several', { count: from.length });
  const pretender = from.find(isMisleading);
  if (pretender) warn('says-name', { address: shownAddress(pretender, says) });
  if (from.some(({ name }) => TURNING.test(name))) warn('says-turned');
  const answers = otherThan(from, message.replyTo);
  if (answers.length) tell('says-reply-to', { addresses: mailboxesOf(answers) });
  const senders = otherThan(from, message.sender);
  if (senders.length && from.length) tell('says-sender', { addresses: mailboxesOf(senders) });
  return notes;
}

/** Overrides, embeddings and isolates; the marks that Hebrew and Arabic names need turn nothing around. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/** An address as its owner writes it, or in ASCII when its letters could be taken for others. */
export function shownAddress(who: Pick<Address, 'address'>, says: Says | undefined): string {
  const domain = says?.domains.find(({ address }) => address === who.address);
  if (!domain) return addressOf(who);
  const local = who.address.slice(0, who.address.lastIndexOf('@') + 1);
  return local + (domain.isSuspicious ? domain.ascii : domain.unicode);
}

function otherThan(people: Address[], others: Address[]): Address[] {
  const known = new Set(people.map(({ address }) => address.toLowerCase()));
  return others.filter(({ address }) => address !== '' && !known.has(address.toLowerCase()));
}

/** The checks that our own server made, in one line. */
export function checksOf({ checks, server }: NonNullable<Says['verdict']>, t: Translate): string {
  const words = checks.map(({ method, result, domain }) => {
    const values = { method: method.toUpperCase(), result: t(resultWord(result)), domain };
    return t(domain ? 'says-check-of' : 'says-check', values);
  });
  return words.length ? t('says-checks-by', { checks: words.join(', '), server }) : '';
}

function resultWord(result: string): MessageId {
  if (result === 'pass') return 'says-pass';
  if (result === 'none') return 'says-none';
  return ['fail', 'softfail', 'hardfail', 'policy'].includes(result) ? 'says-fail' : 'says-unsure';
}
