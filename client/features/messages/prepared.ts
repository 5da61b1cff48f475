import { type SafeMail, sanitizeMail } from './sanitize.ts';

/** What is read ahead: the next two messages and the one before. */
const MOST_PREPARED = 3;
/** A longer text would be felt by whoever reads meanwhile. */
const MOST_SIZE = 400_000;

const prepared = new Map<string, SafeMail>();

/** Cleans a text before it is asked for, in a moment when nothing else is to be done. */
export function prepareMail(html: string) {
  if (html.length > MOST_SIZE || prepared.has(html)) return;
  prepared.set(html, sanitizeMail(html));
  for (const oldest of [...prepared.keys()].slice(0, -MOST_PREPARED)) prepared.delete(oldest);
}

/** A cleaned text for one use: its nodes move into the frame. */
export function takeMail(html: string): SafeMail {
  const ready = prepared.get(html);
  prepared.delete(html);
  return ready ?? sanitizeMail(html);
}
