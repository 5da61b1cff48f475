/** A header that has not ended by then is no letter of ours. */
const MOST_HEADER = 4 * 1024 * 1024;

/** The same message without its Bcc field (RFC 5322 section 3.6.3). */
export async function* withoutBcc(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const piece of bytes) {
    if (!head) {
      yield piece;
      continue;
    }
    head = Buffer.concat([head, piece]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0 && head.length < MOST_HEADER) continue;
    yield cutBcc(head, end);
    head = null;
  }
  if (head) yield cutBcc(head, head.indexOf('\r\n\r\n'));
}

function cutBcc(bytes: Buffer, end: number): Buffer {
  const header = bytes.toString('latin1', 0, end < 0 ? bytes.length : end + 2);
  const kept = header.replace(/^bcc:.*\r\n(?:[ \t].*\r\n)*/gim, '');
  return Buffer.concat([Buffer.from(kept, 'latin1'), bytes.subarray(header.length)]);
}
