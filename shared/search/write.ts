import { attachmentName, type OperatorLanguage, operatorName, stateName } from './operators.ts';
import { readQuery } from './read.ts';
import { type Factor, isTextTerm, type Query, type Term } from './terms.ts';
import { writeSize } from './values.ts';

/**
 * Terms as the text that `readQuery` reads as exactly these terms.
 *
 * @param language the one whose names of operators the writer knows.
 */
export function writeQuery(query: Query, language: OperatorLanguage = 'en'): string {
  const either = language === 'fr' ? ' OU ' : ' OR ';
  return query
    .map((clause) => clause.map((factor) => writeFactor(factor, language)).join(either))
    .join(' ');
}

function writeFactor({ not, term }: Factor, language: OperatorLanguage): string {
  return (not ? '-' : '') + writeTerm(not, term, language);
}

function writeTerm(not: boolean, term: Term, language: OperatorLanguage): string {
  if (!isTextTerm(term)) return writePlain(term, language);
  const prefix = term.kind === 'words' ? '' : `${operatorName(term.kind, language)}:`;
  const bare = prefix + term.text;
  return isReadAs(bare, { not, term }) ? bare : `${prefix}"${escaped(term.text)}"`;
}

function writePlain(term: Exclude<Term, { text: string }>, language: OperatorLanguage): string {
  return `${operatorName(term.kind, language)}:${valueIn(term, language)}`;
}

function valueIn(term: Exclude<Term, { text: string }>, language: OperatorLanguage): string {
  switch (term.kind) {
    case 'has':
      return attachmentName(language);
    case 'is':
      return stateName(term.state, language);
    case 'larger':
    case 'smaller':
      return writeSize(term.bytes);
    default:
      return term.date;
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
