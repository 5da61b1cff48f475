import type { FetchMessageObject, FetchQueryObject, MessageAddressObject } from 'imapflow';
import type { Address, MessageRow } from '../../shared/messages.ts';
import { hasAttachment } from './structure.ts';

/** What a row of the list needs of a message. */
export const rowQuery: FetchQueryObject = {
  uid: true,
  flags: true,
  envelope: true,
  internalDate: true,
  size: true,
  bodyStructure: true,
};

/** Addresses beyond this are not sent to a list: 100,000 recipients exist (security S-47). */
const MAX_ADDRESSES = 20;
/** Nor are more than these looked at. */
const MOST_ADDRESSES = 200;

export function toRow(fetched: FetchMessageObject, preview: string | null): MessageRow {
  const { envelope } = fetched;
  const received = time(fetched.internalDate) ?? 0;
  return {
    uid: fetched.uid,
    flags: toFlags(fetched.flags),
    modseq: String(fetched.modseq ?? 0),
    from: toAddresses(envelope?.from).slice(0, MAX_ADDRESSES),
    to: toAddresses(envelope?.to).slice(0, MAX_ADDRESSES),
    subject: oneLine(envelope?.subject ?? ''),
    date: time(envelope?.date) ?? received,
    received,
    size: fetched.size ?? 0,
    hasAttachment: hasAttachment(fetched.bodyStructure),
    preview: preview === null ? null : firstWords(preview),
  };
}

/** Flags as people set them; \\Recent belongs to the connection that saw it first. */
export function toFlags(flags: Set<string> | undefined): string[] {
  return [...(flags ?? [])].filter((flag) => flag !== '\\Recent');
}

export function toAddresses(list: MessageAddressObject[] | undefined): Address[] {
  return (list ?? []).slice(0, MOST_ADDRESSES).map(({ name, address }) => ({
    // As it is: the page shows it in the order of its letters, and says that it was not (security S-49).
    name: onOneLine(name ?? ''),
    address: oneLine(address ?? ''),
  }));
}

/** Epoch milliseconds, or null for no date or one that cannot be read. */
export function time(date: Date | string | undefined): number | null {
  const milliseconds = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(milliseconds) ? null : milliseconds;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: header fields may hold them
const CONTROLS = /[\u0000-\u001f\u007f\u2028\u2029]+/g;

/** Marks that force letters into another order: "gpj.exe" shown as "exe.jpg" (security S-49). */
const OVERRIDES = /[\u202a-\u202e]+/g;

/** Text of a header field on one line, in the order of its letters. */
export function oneLine(text: string): string {
  return onOneLine(text).replace(OVERRIDES, '').trim();
}

const onOneLine = (text: string) => text.replace(CONTROLS, ' ').trim();

/** First words of a message. A calendar or a card that is all it holds says nothing to people in its own. */
export function firstWords(text: string): string {
  return /^\s*BEGIN:V(CALENDAR|CARD)\b/i.test(text) ? '' : oneLine(text);
}
