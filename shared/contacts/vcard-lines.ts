/** One card of a file. `line` counts from 1, for whoever looks it up there. */
export interface CardText {
  text: string;
  line: number;
  /** False when it never ends. */
  isWhole: boolean;
}

/** Cuts a file where a card begins, then where it ends: once over the file, however it was made (security S-48). */
export function splitCards(file: string): CardText[] {
  const cards: CardText[] = [];
  let line = 1;
  for (const piece of file.replace(/^\ufeff/, '').split(/^(?=BEGIN:VCARD[ \t]*$)/im)) {
    if (/^BEGIN:VCARD/i.test(piece)) {
      const end = /^END:VCARD/im.exec(piece)?.index ?? -1;
      const text = end < 0 ? piece : piece.slice(0, end + 'END:VCARD'.length);
      cards.push({ text, line, isWhole: end >= 0 });
    }
    line += piece.split('\n').length - 1;
  }
  return cards;
}

/**
 * The lines of a card, unfolded, each in the form of vCard 3.0 or 4.0: 2.1 writes quoted-printable and
 * parameters without a name, which no library reads, and both are put right here.
 */
export function linesOfCard(text: string): string[] {
  return joinSoftLines(text.replace(/\r?\n[ \t]/g, '').split(/\r?\n|\r/))
    .filter((line) => line.trim() !== '')
    .map(modern);
}

function modern(line: string): string {
  const colon = line.indexOf(':');
  const head = line.slice(0, colon);
  if (/^version:2\.1/i.test(line)) return 'VERSION:3.0';
  if (colon < 0 || head.includes('"')) return line;
  const [name, ...parameters] = head.split(';');
  const isQuoted = parameters.some(isQuotedPrintable);
  if (!isQuoted && parameters.every((one) => one.includes('='))) return line;
  const charset = /^charset=(.+)$/i;
  const written = parameters.map((one) => charset.exec(one)?.[1]).find(Boolean);
  const kept = parameters
    .filter((one) => !isQuotedPrintable(one) && !(isQuoted && charset.test(one)))
    .map((one) => (one.includes('=') ? one : /^base64$/i.test(one) ? 'ENCODING=b' : `TYPE=${one}`));
  const value = line.slice(colon + 1);
  return `${[name, ...kept].join(';')}:${isQuoted ? unquote(value, written) : value}`;
}

const isQuotedPrintable = (parameter: string) => /^(encoding=)?quoted-printable$/i.test(parameter);

/** A quoted-printable line that ends with "=" goes on in the next one. */
function joinSoftLines(lines: string[]): string[] {
  const joined: string[] = [];
  let open: string[] | null = null;
  for (const line of lines) {
    const isQuoted: boolean =
      open !== null || /^[^:]{0,200};(encoding=)?quoted-printable/i.test(line);
    const goesOn: boolean = isQuoted && line.endsWith('=');
    const text: string = goesOn ? line.slice(0, -1) : line;
    if (open) open.push(text);
    else if (goesOn) open = [text];
    else joined.push(text);
    if (open && !goesOn) {
      joined.push(open.join(''));
      open = null;
    }
  }
  if (open) joined.push(open.join(''));
  return joined;
}

/** In the charset that is named, else in UTF-8 where it is that, else as old Windows programs wrote. */
function unquote(text: string, charset = 'utf-8'): string {
  const bytes = Uint8Array.from(
    text
      .replace(/[^\p{ASCII}]/gu, '?')
      .replace(/=([0-9a-f]{2})/gi, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      ),
    (sign) => sign.charCodeAt(0),
  );
  return decode(bytes, charset).replace(/\r?\n/g, '\\n');
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
