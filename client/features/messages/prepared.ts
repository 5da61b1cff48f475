import { type MailLook, type SafeMail, sanitizeMail } from './sanitize.ts';

/** What is read ahead: the next two messages and the one before. */
const MOST_PREPARED = 3;
/** A longer text would be felt by whoever reads meanwhile. */
const MOST_SIZE = 400_000;

const prepared = new Map<string, SafeMail>();

const keyOf = (html: string, { dark, folds }: MailLook) =>
  `${dark ? 'dark' : 'light'} ${folds?.quote[0]} ${html}`;

/** Cleans a text before it is asked for, in a moment when nothing else is to be done. */
export function prepareMail(html: string, look: MailLook) {
  const key = keyOf(html, look);
  if (html.length > MOST_SIZE || prepared.has(key)) return;
  prepared.set(key, sanitizeMail(html, look));
  for (const oldest of [...prepared.keys()].slice(0, -MOST_PREPARED)) prepared.delete(oldest);
}

/** A cleaned text for one use: its nodes move into the frame. */
export function takeMail(html: string, look: MailLook): SafeMail {
  const key = keyOf(html, look);
  const ready = prepared.get(key);
  prepared.delete(key);
  return ready ?? sanitizeMail(html, look);
}
