import type { UidSet } from '../../shared/values.ts';

/** A UID set as an IMAP sequence set: "1:5,9". */
export function toSequenceSet(uids: UidSet): string {
  return uids
    .map((entry) => (typeof entry === 'number' ? entry : `${entry[0]}:${entry[1]}`))
    .join(',');
}
