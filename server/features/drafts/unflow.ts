const SIGNATURE = '-- ';

/**
 * The words of a format=flowed text as they were typed (RFC 3676 sections 4.1 to 4.5): lines that go on are
 * joined where they are quoted alike, and the space before "From" and the like is taken off again.
 *
 * @param text lines ended by \n.
 * @param delSp the part says DelSp=yes.
 */
export function unflow(text: string, delSp: boolean): string {
  const lines: string[] = [];
  let open: string | null = null;
  for (const line of text.split('\n')) {
    const [quotes = ''] = /^>*/.exec(line) ?? [];
    const stuffed = line.slice(quotes.length);
    const rest = stuffed.startsWith(' ') ? stuffed.slice(1) : stuffed;
    const goesOn = rest.endsWith(' ') && rest !== SIGNATURE;
    const words = goesOn && delSp ? rest.slice(0, -1) : rest;
    if (open === quotes && rest !== SIGNATURE) lines[lines.length - 1] += words;
    else lines.push(quotes + (quotes && words ? ' ' : '') + words);
    open = goesOn ? quotes : null;
  }
  return lines.join('\n');
}
