/** Lines beyond these characters are folded; RFC 3676 section 4.2 asks for at most 78. */
const LONGEST = 72;
/** What parts a letter from its signature: its blank is no promise of more. */
const SIGNATURE = '-- ';
/** Columns of a table mean nothing when they are folded. Characters; RFC 5322 allows 998 bytes. */
const LONGEST_TABLE_LINE = 240;

/**
 * Plain text as format=flowed (RFC 3676): long lines end in a blank where they go on, so that a narrow
 * screen folds them where it likes, and a program that knows nothing of it still shows short lines.
 *
 * @param text lines ended by \n; `>` at the beginning of a line is a mark of quotation.
 */
export function flowed(text: string): string {
  return text.split('\n').map(foldLine).join('\n');
}

function foldLine(line: string): string {
  const [marks = ''] = /^(?:> ?)*/.exec(line) ?? [];
  const depth = marks.replaceAll(' ', '').length;
  const words = line.slice(marks.length);
  if (words === SIGNATURE) return prefixOf(depth, words) + words;
  const kept = words.trimEnd();
  const room = LONGEST - depth - 1;
  if (kept.length <= room || isTable(kept)) return prefixOf(depth, kept) + kept;
  return pieces(kept, room)
    .map((piece) => prefixOf(depth, piece) + piece)
    .join('\n');
}

/** Quotation marks, and the blank that keeps text from being taken for one (section 4.4). */
function prefixOf(depth: number, words: string): string {
  const stuffs = depth > 0 ? words !== '' : /^(?: |>|From )/.test(words);
  return '>'.repeat(depth) + (stuffs ? ' ' : '');
}

const isTable = (words: string) => words.length <= LONGEST_TABLE_LINE && /\S {3,}\S/.test(words);

/** Each but the last ends in a blank. A word that is longer than a line stays whole: links do. */
function pieces(words: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [word] of words.matchAll(/\S* *|\s/g)) {
    if (line.endsWith(' ') && (line + word).trimEnd().length > room) {
      lines.push(line);
      line = '';
    }
    line += word;
  }
  return [...lines, line].filter(Boolean);
}
