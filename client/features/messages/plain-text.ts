import { withoutTracking } from './tracking.ts';

/** A run of lines at one depth of quotation. */
export interface TextBlock {
  depth: number;
  lines: string[];
}

/** Lines and characters that are drawn at once: a browser is busy for seconds with 60,000 lines. */
const AT_ONCE = { lines: 4000, characters: 300_000 };

/**
 * The beginning of a long text.
 *
 * @param steps how many times what is drawn at once is wanted.
 * @returns the text, and whether there is more.
 */
export function beginningOf(text: string, steps: number): { text: string; hasMore: boolean } {
  let end = 0;
  for (let lines = 0; lines < AT_ONCE.lines * steps && end < text.length; lines++)
    end = text.indexOf('\n', end) + 1 || text.length;
  end = Math.min(end, AT_ONCE.characters * steps);
  return { text: text.slice(0, end).toWellFormed(), hasMore: end < text.length };
}

/** More changes of depth than people write: from here on quotation marks are text like any other. */
const MOST_BLOCKS = 2000;

/**
 * Plain text as blocks of quotation, with flowed lines joined (RFC 3676 sections 4.1 to 4.5).
 *
 * @param flowed the part says format=flowed; `delSp`: and DelSp=yes.
 */
export function readPlainText(text: string, { flowed = false, delSp = false } = {}): TextBlock[] {
  const blocks: TextBlock[] = [];
  let joins = false;
  for (const line of withoutEnd(text.replace(/\r\n?/g, '\n')).split('\n')) {
    const isTooMuch = blocks.length >= MOST_BLOCKS;
    const { depth, rest } = isTooMuch ? { depth: 0, rest: line } : readQuote(line, flowed);
    const last = blocks.at(-1);
    const isSignature = rest === SIGNATURE;
    const soft = flowed && rest.endsWith(' ') && !isSignature;
    const shown = soft && delSp ? rest.slice(0, -1) : rest;
    if (last?.depth === depth) {
      // An empty line ends a paragraph, even where the line before promised more.
      if (joins && !isSignature && shown) last.lines[last.lines.length - 1] += shown;
      else last.lines.push(shown);
    } else {
      blocks.push({ depth, lines: [shown] });
    }
    joins = soft;
  }
  return blocks;
}

/** What parts a text from its writer's signature. Its blank says nothing about the next line. */
export const SIGNATURE = '-- ';

/** Parts the last text from the signature below it; a mark that is further up is text. */
export function splitSignature(blocks: TextBlock[]): { text: TextBlock[]; signature: string[] } {
  const last = blocks.at(-1);
  const place = last?.depth === 0 ? last.lines.lastIndexOf(SIGNATURE) : -1;
  if (!last || place < 0) return { text: blocks, signature: [] };
  const above = last.lines.slice(0, place);
  return {
    text: [...blocks.slice(0, -1), ...(above.length ? [{ depth: 0, lines: above }] : [])],
    signature: last.lines.slice(place),
  };
}

/** Without the empty lines at the end; a signature mark keeps its blank. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

function readQuote(line: string, flowed: boolean): { depth: number; rest: string } {
  const [quoted = ''] = (flowed ? /^>*/ : /^(?:> ?)*/).exec(line) ?? [];
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

// Each begins where no such run has begun, so that no text is looked at twice (security S-48).
const LINK =
  /(?<![\p{L}\p{N}_])(?:https?:\/\/|www\.)[^\s<>"'`{}|\\^[\]«»“”„]+|(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
const LONGEST_LINE = 5000;

/** Finds links in one line; a line longer than any sentence is left alone. */
export function findLinks(line: string): TextPiece[] {
  if (line.length > LONGEST_LINE) return [{ text: line, href: null }];
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of line.matchAll(LINK)) {
    const text = withoutPunctuation(match[0]);
    const href = hrefOf(text);
    if (!href) continue;
    if (match.index > end) pieces.push({ text: line.slice(end, match.index), href: null });
    pieces.push({ text, href });
    end = match.index + text.length;
  }
  if (end < line.length || !pieces.length) pieces.push({ text: line.slice(end), href: null });
  return pieces;
}

/** The end of a sentence is not the end of its link; a bracket is, unless the link opened it. */
function withoutPunctuation(text: string): string {
  let open = 0;
  for (const character of text) open += character === '(' ? 1 : character === ')' ? -1 : 0;
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1]!;
    if (last === ')' && open < 0) open++;
    else if (!'.,;:!?…。、，'.includes(last)) break;
  }
  return text.slice(0, end);
}

/** The address as the browser reads it, so that what is shown and what is opened are one. */
function hrefOf(text: string): string | null {
  if (!/^(https?:|www\.)/i.test(text)) return `mailto:${text}`;
  try {
    return withoutTracking(new URL(/^www\./i.test(text) ? `https://${text}` : text));
  } catch {
    return null;
  }
}

/** More than people read: a text of links only would keep the browser busy. */
const MOST_LINKS = 2000;

/** Lines as they are shown: long runs of text in one piece, links between them. */
export function piecesOf(lines: string[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let links = 0;
  for (const line of lines) {
    const found = links < MOST_LINKS ? findLinks(line) : [{ text: line, href: null }];
    for (const piece of [...found, { text: '\n', href: null }]) {
      const last = pieces.at(-1);
      if (piece.href) links++;
      if (last && !last.href && !piece.href) last.text += piece.text;
      else pieces.push({ ...piece });
    }
  }
  return pieces;
}
