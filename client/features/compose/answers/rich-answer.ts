import type { Message } from '../../../../shared/messages.ts';
import type { Draft } from '../composing.ts';
import { filesAlong } from '../files/files-along.ts';
import { type AnswerKind, type AnswerWords, answerTo, textOf } from './answer.ts';
import { originalOf, quoteOf } from './quote.ts';

/** The letter that answers a message in rich text; the original waits below, folded. */
export function richAnswerTo(
  message: Message,
  kind: AnswerKind,
  own: string[],
  words: AnswerWords,
): Partial<Draft> {
  const quote = quoteOf(message, kind, words);
  return {
    ...answerTo(message, kind, own, words),
    text: '',
    html: '',
    quote,
    files: filesAlong(message, quote, kind === 'forward' ? 'all' : 'pictures'),
  };
}

/** A message as a letter that nobody has sent: the same people, words and files. */
export function asNew(message: Message, own: string[], isPlain: boolean): Partial<Draft> {
  const from = message.from.find(({ address }) => own.includes(address.toLowerCase()));
  const people = (list: Message['to']) =>
    list.filter(({ address }) => address).map(({ name, address }) => ({ name, address }));
  const isRich = !isPlain && message.bodies.some(({ type }) => type === 'text/html');
  const html = isRich
    ? originalOf(message)
        .map(({ outerHTML }) => outerHTML)
        .join('')
    : null;
  return {
    ...(from && { from: { name: '', address: from.address } }),
    to: people(message.to),
    cc: people(message.cc),
    bcc: people(message.bcc),
    subject: message.subject.slice(0, LONGEST_SUBJECT).toWellFormed(),
    text: html === null ? textOf(message) : '',
    html,
    files: filesAlong(message, html, 'all'),
  };
}

const LONGEST_SUBJECT = 1900;
