import type { Recipient } from '../../../shared/compose.ts';
import type { Address, Message } from '../../../shared/messages.ts';
import type { Translate } from '../../i18n/i18n.tsx';
import type { Draft } from './composing.ts';
import { textOfHtml } from './text-of-html.ts';

export type AnswerKind = 'reply' | 'reply-all' | 'forward';

interface Words {
  t: Translate;
  /** When the original was written, in words. */
  date: string;
}

const MOST_REFERENCES = 50;

/** The letter that answers a message (RFC 5322 section 3.6.4). `own` addresses never answer themselves. */
export function answerTo(
  message: Message,
  kind: AnswerKind,
  own: string[],
  words: Words,
): Partial<Draft> {
  const from = ownAddress(message, own);
  const common = {
    ...(from && { from }),
    references: [...message.references, message.messageId].filter(Boolean).slice(-MOST_REFERENCES),
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
    };
  }
  return {
    ...common,
    ...recipientsOf(message, kind, own),
    subject: withMark('Re', message.subject),
    inReplyTo: message.messageId || undefined,
    text: quoted(message, words),
  };
}

/** The address that the message was sent to: the answer comes from the same. */
function ownAddress(message: Message, own: string[]): string | undefined {
  const named = [...message.to, ...message.cc].map(({ address }) => address.toLowerCase());
  return own.find((address) => named.includes(address.toLowerCase()));
}

/** Who gets the answer. To one's own letter, those it went to; Reply-To goes before From. */
export function recipientsOf(
  message: Message,
  kind: 'reply' | 'reply-all',
  own: string[],
): Pick<Draft, 'to' | 'cc'> {
  const isOwn = ({ address }: Address) =>
    own.some((one) => one.toLowerCase() === address.toLowerCase());
  const writer = message.replyTo.length ? message.replyTo : message.from;
  const isMine = message.from.some(isOwn);
  const to = unique(isMine ? message.to : writer);
  if (kind === 'reply') return { to: toRecipients(to), cc: [] };
  const others = isMine ? message.cc : [...message.to, ...message.cc];
  const known = new Set(to.map(({ address }) => address.toLowerCase()));
  const cc = unique(others).filter((one) => !isOwn(one) && !known.has(one.address.toLowerCase()));
  return { to: toRecipients(to), cc: toRecipients(cc) };
}

function unique(people: Address[]): Address[] {
  const seen = new Set<string>();
  return people.filter(({ address }) => {
    const key = address.toLowerCase();
    return seen.has(key) ? false : seen.add(key);
  });
}

const toRecipients = (people: Address[]): Recipient[] =>
  people.map(({ name, address }) => ({ name, address }));

/** One mark is enough, in whatever language the first one was. */
function withMark(mark: 'Re' | 'Fwd', subject: string): string {
  const known = mark === 'Re' ? /^\s*(re|réf|aw|sv)\s*:/i : /^\s*(fwd?|tr|wg)\s*:/i;
  return known.test(subject) ? subject : `${mark}: ${subject}`;
}

function quoted(message: Message, { t, date }: Words): string {
  const name = message.from[0]?.name || message.from[0]?.address || '';
  const lines = textOf(message).split('\n');
  return `\n\n${t('reply-intro', { date, name })}\n${lines.map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`)).join('\n')}\n`;
}

function forwarded(message: Message, { t, date }: Words): string {
  const people = (list: Address[]) =>
    list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
  const head = [
    `---------- ${t('forward-intro')} ----------`,
    `${t('from')}: ${people(message.from)}`,
    `${t('date')}: ${date}`,
    `${t('subject')}: ${message.subject}`,
    `${t('to')}: ${people(message.to)}`,
  ];
  return `\n\n${head.join('\n')}\n\n${textOf(message)}\n`;
}

function textOf({ bodies, plainAlternative }: Message): string {
  const text =
    plainAlternative ||
    bodies
      .map(({ type, content }) => (type === 'text/html' ? textOfHtml(content) : content))
      .join('\n\n');
  return text.replace(/\r\n?/g, '\n').trimEnd();
}
