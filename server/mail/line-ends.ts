/**
 * The same bytes with every line ended by CRLF. A stranger's bytes go out in a letter of ours: no bare
 * CR or LF may end it early (security S-30).
 */
export async function* crlfLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  // A CR whose LF may come with the next piece.
  let open = '';
  for await (const piece of bytes) {
    const text = open + piece.toString('latin1');
    open = text.endsWith('\r') ? '\r' : '';
    const whole = open ? text.slice(0, -1) : text;
    if (whole) yield Buffer.from(whole.replace(/\r\n|\r|\n/g, '\r\n'), 'latin1');
  }
  if (open) yield Buffer.from('\r\n');
}
