import type { ImapFlow } from 'imapflow';
import { search } from './search/command.ts';
import { atom, day } from './search/criteria.ts';

/** The server counts dates in a time zone of its own: nobody lives further from UTC than this. */
const FURTHEST_ZONE = 14 * 3600 * 1000;

/**
 * UIDs of messages that came into the selected folder before a moment (SAVEDATE, RFC 8514): perhaps not those of the last
 * day and a half before it, and never one that came later. None where the server does not remember that.
 *
 * @param before epoch milliseconds.
 */
export async function savedBefore(imap: ImapFlow, before: number): Promise<number[]> {
  if (!imap.capabilities.has('SAVEDATE')) return [];
  // A folder without such dates would be asked for the arrival in the mailbox, which is much earlier.
  const known = [atom('SAVEDATESUPPORTED'), atom('SAVEDBEFORE')];
  return search(imap, [...known, day(new Date(before - FURTHEST_ZONE))]);
}
