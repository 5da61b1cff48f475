const HEAD_END = '\r\n\r\n';
/** 1,500 recipients with names of 500 characters are far below it. */
const MOST_HEAD = 8 * 1024 * 1024;

/** What is said anew in the header of a message that stays the same otherwise. */
export interface Said {
  date: Date;
  /** Bcc is for the writer's own copy alone (trap L-22). */
  bcc: boolean;
}

/** The message as it goes out, or as it is filed: the bytes that were built, with this Date. */
export async function* wireBytes(bytes: AsyncIterable<Buffer>, said: Said): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const piece of bytes) {
    if (!head) {
      yield piece;
      continue;
    }
    head = Buffer.concat([head, piece]);
    const end = head.indexOf(HEAD_END);
    if (end < 0 && head.length < MOST_HEAD) continue;
    const rest = end < 0 ? head.length : end + 2;
    yield rewritten(head.subarray(0, rest), said);
    yield head.subarray(rest);
    head = null;
  }
  if (head) yield rewritten(head, said);
}

/** RFC 5322 section 2.2.3: a field goes on in the lines that begin with a blank. */
function rewritten(head: Buffer, { date, bcc }: Said): Buffer {
  const fields = head.toString('latin1').match(/[^\r\n][^\n]*\n(?:[ \t][^\n]*\n)*/g) ?? [];
  const said = fields
    .filter((field) => bcc || !/^bcc:/i.test(field))
    .map((field) => (/^date:/i.test(field) ? `Date: ${toDate(date)}\r\n` : field));
  return Buffer.from(said.join(''), 'latin1');
}

const toDate = (date: Date) => date.toUTCString().replace('GMT', '+0000');
