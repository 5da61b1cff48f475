/** A run of lines at one depth of quotation. */
export interface TextBlock {
  depth: number;
  lines: string[];
}

/**
 * Plain text as blocks of quotation, with flowed lines joined (RFC 3676 sections 4.1 to 4.5).
 *
 * @param flowed the part says format=flowed; `delSp`: and DelSp=yes.
 */
export function readPlainText(text: string, { flowed = false, delSp = false } = {}): TextBlock[] {
  const blocks: TextBlock[] = [];
  let joins = false;
  for (const line of text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n')) {
    const { depth, rest } = readQuote(line, flowed);
    const last = blocks.at(-1);
    const isSignature = rest === '-- ';
    const soft = flowed && rest.endsWith(' ') && !isSignature;
    const shown = soft && delSp ? rest.slice(0, -1) : rest;
    if (last?.depth === depth) {
      if (joins && !isSignature) last.lines[last.lines.length - 1] += shown;
      else last.lines.push(shown);
    } else {
      blocks.push({ depth, lines: [shown] });
    }
    joins = soft;
  }
  return blocks;
}

function readQuote(line: string, flowed: boolean): { depth: number; rest: string } {
  const [marks = ''] = /^(?:> ?)*/.exec(line) ?? [];
  const quoted = flowed ? (/^>*/.exec(line)?.[0] ?? '') : marks;
  const rest = line.slice(quoted.length);
  return {
    depth: quoted.replace(/ /g, '').length,
    // Space-stuffing: one space that the sender added before "From", ">" or a space.
    rest: flowed && rest.startsWith(' ') ? rest.slice(1) : rest,
  };
}

/** Text and links in the order of the text. Links are http, https and addresses only. */
export interface TextPiece {
  text: string;
  href: string | null;
}

const LINK = /\bhttps?:\/\/[^\s<>"'`{}|\\^[\]]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
const LONGEST_LINE = 5000;

/** Finds links in one line; a line longer than any sentence is left alone (security S-48). */
export function findLinks(line: string): TextPiece[] {
  if (line.length > LONGEST_LINE) return [{ text: line, href: null }];
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of line.matchAll(LINK)) {
    const text = match[0].replace(/[.,;:!?)]+$/, '');
    if (match.index > end) pieces.push({ text: line.slice(end, match.index), href: null });
    pieces.push({ text, href: /^https?:/i.test(text) ? text : `mailto:${text}` });
    end = match.index + text.length;
  }
  if (end < line.length || !pieces.length) pieces.push({ text: line.slice(end), href: null });
  return pieces;
}
