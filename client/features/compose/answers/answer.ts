import { addrSpec, type Recipient } from '../../../../shared/compose.ts';
import type { Address, Message, TextBody } from '../../../../shared/messages.ts';
import type { Translate } from '../../../i18n/i18n.tsx';
import { isMisleading, mailboxesOf, nameOf } from '../../messages/people.ts';
import { readPlainText, SIGNATURE } from '../../messages/plain-text.ts';
import type { Draft } from '../composing.ts';
import { filesAlong } from '../files/files-along.ts';
import { readRecipients } from '../recipients/recipients.ts';
import { textOfHtml } from './text-of-html.ts';

export type AnswerKind = 'reply' | 'reply-all' | 'reply-list' | 'forward';

/** What an answer says of the original, in the writer's language. */
export interface AnswerWords {
  t: Translate;
  /** When the original was written, in words. */
  date: string;
}

/** The letter that answers a message (RFC 5322 section 3.6.4). `own` addresses never answer themselves. */
export function answerTo(
  message: Message,
  kind: AnswerKind,
  own: string[],
  words: AnswerWords,
): Partial<Draft> {
  const from = ownAddress(message, own);
  const common = {
    ...(from && { from: { name: '', address: from } }),
    references: referencesOf(message),
    source: {
      folder: message.folder,
      uid: message.uid,
      act: kind === 'forward' ? ('forward' as const) : ('reply' as const),
    },
  };
  if (kind === 'forward') {
    return {
      ...common,
      subject: withMark('Fwd', message.subject),
      text: forwarded(message, words),
      files: filesAlong(message, null, 'all'),
    };
  }
  return {
    ...common,
    ...recipientsOf(message, kind, own),
    subject: withMark('Re', message.subject),
    inReplyTo: [message.messageId].find(isMessageId),
    text: quoted(message, words),
  };
}

const MOST_REFERENCES = 50;

/** The thread so far: its first letter, which names it, and the latest. */
function referencesOf({ references, inReplyTo, messageId }: Message): string[] {
  const before = references.length
    ? references
    : (inReplyTo.match(/<[^<>\s]+>/g) ?? []).slice(0, 1);
  const ids = [...new Set([...before, messageId])].filter(isMessageId);
  return ids.length > MOST_REFERENCES ? [ids[0]!, ...ids.slice(1 - MOST_REFERENCES)] : ids;
}

/** A Message-ID that can be named again: broken ones would break the answer's header. */
const isMessageId = (id: string) => id.length < 998 && /^<[^<>\s]+>$/.test(id);

/** The address that the message was sent to, or from: the answer comes from the same. */
function ownAddress({ to, cc, bcc, from }: Message, own: string[]): string | undefined {
  const named = [...from, ...to, ...cc, ...bcc].map(({ address }) => address.toLowerCase());
  return own.find((address) => named.includes(address.toLowerCase()));
}

/** Who gets the answer. To one's own letter, those it went to; Reply-To goes before From. */
export function recipientsOf(
  message: Message,
  kind: Exclude<AnswerKind, 'forward'>,
  own: string[],
): Pick<Draft, 'to' | 'cc'> {
  const list = listAddress(message);
  if (kind === 'reply-list' && list) return { to: [{ name: '', address: list }], cc: [] };
  const isOwn = ({ address }: Address) =>
    own.some((one) => one.toLowerCase() === address.toLowerCase());
  const others = (people: Address[]) => people.filter((one) => !isOwn(one));
  const writer = message.replyTo.length ? message.replyTo : message.from;
  const isMine = message.from.some(isOwn);
  // A note to oneself is answered to oneself.
  const asked = isMine && others(message.to).length ? others(message.to) : writer;
  const to = unique(asked);
  if (kind === 'reply' || kind === 'reply-list') return { to: toRecipients(to), cc: [] };
  const followers = followUpTo(message);
  if (followers.length && !isMine) return { to: toRecipients(unique(others(followers))), cc: [] };
  const known = new Set(to.map(({ address }) => address.toLowerCase()));
  const copied = isMine ? message.cc : [...message.to, ...message.cc];
  const cc = unique(others(copied)).filter((one) => !known.has(one.address.toLowerCase()));
  return { to: toRecipients(to), cc: toRecipients(cc) };
}

/** Where letters to the list of a message go (RFC 2369 section 3.4); null = none, or it takes none. */
export function listAddress({ listHeaders }: Pick<Message, 'listHeaders'>): string | null {
  const [, post = ''] = listHeaders.find(([name]) => name === 'list-post') ?? [];
  const [, found] = /<mailto:([^>?]+)/i.exec(post) ?? [];
  const address = decode(found ?? '');
  return addrSpec.safeParse(address).success ? address : null;
}

/** Mail-Followup-To: whom the writer wants answers to all to go to (draft-ietf-drums-mail-followup-to). */
function followUpTo({ listHeaders }: Message): Address[] {
  const [, value = ''] = listHeaders.find(([name]) => name === 'mail-followup-to') ?? [];
  return readRecipients(value).filter(({ address }) => addrSpec.safeParse(address).success);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function unique(people: Address[]): Address[] {
  const seen = new Set<string>();
  return people.filter(({ address }) => {
    const key = address.toLowerCase();
    return key !== '' && !seen.has(key) && seen.add(key);
  });
}

/** A name that holds another address goes no further than its letter (security S-49). */
const toRecipients = (people: Address[]): Recipient[] =>
  people.map((one) => ({
    name: one.name && !isMisleading(one) ? nameOf(one).slice(0, LONGEST_NAME) : '',
    address: one.address,
  }));

const LONGEST_NAME = 200;
const LONGEST_SUBJECT = 1900;
const ANSWERED = /^\s*(re|rép|réf|aw|antw|sv|vs|odp|rif|r|回复|答复)\s*([[(]\d+[\])])?\s*[:：]/i;
const FORWARDED = /^\s*(fwd?|tr|wg|rv|enc|i|vb|pd|转发)\s*([[(]\d+[\])])?\s*[:：]/i;

/** One mark is enough, in whatever language the first one was. */
function withMark(mark: 'Re' | 'Fwd', subject: string): string {
  const known = mark === 'Re' ? ANSWERED : FORWARDED;
  const shown = subject.slice(0, LONGEST_SUBJECT).toWellFormed();
  return known.test(shown) ? shown : `${mark}: ${shown}`;
}

function quoted(message: Message, words: AnswerWords): string {
  const lines = withoutSignature(textOf(message)).split('\n');
  return `\n\n${replyIntro(message, words)}\n${lines.map(quote).join('\n')}\n`;
}

/** Who wrote what is quoted, and when. */
export function replyIntro({ from }: Message, { t, date }: AnswerWords): string {
  return t('reply-intro', { date, name: from[0] ? nameOf(from[0]) : '' });
}

const quote = (line: string) => (line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`);

/** What the writer puts below every letter is not what is answered. */
function withoutSignature(text: string): string {
  const at = text.lastIndexOf(`\n${SIGNATURE}\n`);
  return at < 0 ? text : text.slice(0, at).trimEnd();
}

function forwarded(message: Message, words: AnswerWords): string {
  return `\n\n${forwardHead(message, words).join('\n')}\n\n${textOf(message)}\n`;
}

/** The header of what is forwarded, line by line. */
export function forwardHead(message: Message, { t, date }: AnswerWords): string[] {
  const { from, to, cc, subject } = message;
  return [
    `---------- ${t('forward-intro')} ----------`,
    `${t('from')}: ${mailboxesOf(from)}`,
    `${t('date')}: ${date}`,
    `${t('subject')}: ${subject}`,
    `${t('to')}: ${mailboxesOf(to)}`,
    ...(cc.length ? [`${t('cc')}: ${mailboxesOf(cc)}`] : []),
  ];
}

/** What a message says, as plain text. */
export function textOf({ bodies, plainAlternative }: Message): string {
  const text = plainAlternative.trim() ? plainAlternative : bodies.map(wordsOf).join('\n\n');
  return text.replace(/\r\n?/g, '\n').trimEnd();
}

/** Lines as their writer saw them: flowed ones joined again. */
function wordsOf(body: TextBody): string {
  if (body.type === 'text/html') return textOfHtml(body.content);
  if (!body.flowed) return body.content;
  return readPlainText(body.content, body)
    .flatMap(({ depth, lines }) => lines.map((line) => quoteAt(depth, line)))
    .join('\n');
}

const quoteAt = (depth: number, line: string) =>
  depth ? `${'>'.repeat(depth)}${line && ' '}${line}` : line;
