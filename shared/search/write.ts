import { readQuery } from './read.ts';
import { type Factor, isTextTerm, type Query, type Term } from './terms.ts';
import { writeSize } from './values.ts';

/** Terms as the text that `readQuery` reads as exactly these terms. */
export function writeQuery(query: Query): string {
  return query.map((clause) => clause.map(writeFactor).join(' OR ')).join(' ');
}

function writeFactor({ not, term }: Factor): string {
  return (not ? '-' : '') + writeTerm(not, term);
}

function writeTerm(not: boolean, term: Term): string {
  if (!isTextTerm(term)) return writePlain(term);
  const prefix = term.kind === 'words' ? '' : `${term.kind}:`;
  const bare = prefix + term.text;
  return isReadAs(bare, { not, term }) ? bare : `${prefix}"${escaped(term.text)}"`;
}

function writePlain(term: Exclude<Term, { text: string }>): string {
  switch (term.kind) {
    case 'has':
      return `has:${term.what}`;
    case 'is':
      return `is:${term.state}`;
    case 'larger':
    case 'smaller':
      return `${term.kind}:${writeSize(term.bytes)}`;
    default:
      return `${term.kind}:${term.date}`;
  }
}

const escaped = (text: string) => text.replace(/["\\]/g, '\\$&');

/** Without quotes only what is read back as it was; the judge is the reader itself. */
function isReadAs(bare: string, { not, term }: Factor): boolean {
  if (bare === 'OR' || bare === 'OU') return false;
  const { query } = readQuery((not ? '-' : '') + bare);
  const [factor, ...more] = query.flat();
  const read = factor?.term;
  return (
    more.length === 0 &&
    factor?.not === not &&
    read !== undefined &&
    isTextTerm(read) &&
    isTextTerm(term) &&
    read.kind === term.kind &&
    read.text === term.text
  );
}
