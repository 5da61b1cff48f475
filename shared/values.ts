import * as z from 'zod/mini';

// Controls would end an IMAP, SMTP or MIME line and begin another (security S-25, S-28): refused at the door.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;

/** One line of text without control characters. */
export const line = (maximum: number) =>
  z.string().check(
    z.maxLength(maximum),
    z.refine((text) => !CONTROL.test(text) && text.isWellFormed(), 'control characters'),
  );

/** A folder's full path as the server lists it, decoded from modified UTF-7. */
export const folderPath = line(1000).check(z.minLength(1));

/** IMAP UID: an unsigned 32-bit number, never zero (RFC 9051 section 2.3.1.1). */
export const uid = z.int().check(z.gte(1), z.lte(4_294_967_295));

/** MODSEQ as decimal text: 63 bits do not fit a JavaScript number (RFC 7162). '0' = the server keeps none. */
export const modseq = z.string().check(z.regex(/^\d{1,20}$/));

/** A UID, or an inclusive range of UIDs. Ranges keep "all 40,000" small on the wire. */
export const uidRange = z.union([uid, z.tuple([uid, uid])]);

/** What an action applies to: at least one UID or range. */
export const uidSet = z.array(uidRange).check(z.minLength(1), z.maxLength(100_000));
export type UidSet = z.infer<typeof uidSet>;

/** UIDs → the shortest set of UIDs and ranges that holds exactly them. */
export function toUidSet(uids: Iterable<number>): UidSet {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  const set: UidSet = [];
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    while (sorted[j + 1] === sorted[j]! + 1) j++;
    set.push(i === j ? sorted[i]! : [sorted[i]!, sorted[j]!]);
    i = j + 1;
  }
  return set;
}

/** True when the set holds the UID. */
export function inUidSet(set: UidSet, wanted: number): boolean {
  return set.some((entry) =>
    typeof entry === 'number' ? entry === wanted : entry[0] <= wanted && wanted <= entry[1],
  );
}

/** A yes or no in a query string. */
export const queryFlag = z.pipe(
  z.union([z.boolean(), z.enum(['true', 'false'])]),
  z.transform((value) => value === true || value === 'true'),
);

export const nothing = z.object({});
