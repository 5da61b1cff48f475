import type { UidSet } from '../../shared/values.ts';

/** Servers read lines of a limited length: 8,192 octets are safe everywhere (RFC 7162 section 4). */
const LONGEST = 8000;

/** A UID set as sequence sets that each fit on one command line. */
export function toSequenceSets(uids: UidSet): string[] {
  const sets: string[] = [];
  let part: string[] = [];
  let length = 0;
  for (const entry of uids) {
    const text = toSequenceSet([entry]);
    if (length + text.length > LONGEST) {
      sets.push(part.join(','));
      part = [];
      length = 0;
    }
    part.push(text);
    length += text.length + 1;
  }
  if (part.length) sets.push(part.join(','));
  return sets;
}

/** A UID set as an IMAP sequence set: "1:5,9". */
export function toSequenceSet(uids: UidSet): string {
  return uids
    .map((entry) => (typeof entry === 'number' ? entry : `${entry[0]}:${entry[1]}`))
    .join(',');
}
