import type { OperatorLanguage } from '../../../shared/search/operators.ts';
import { readQuery } from '../../../shared/search/read.ts';
import type { Clause, Query, Term } from '../../../shared/search/terms.ts';
import { readSize, writeSize } from '../../../shared/search/values.ts';
import { writeQuery } from '../../../shared/search/write.ts';

/** A query as the fields of a form; '' is a field that nobody filled. */
export interface FormFields {
  from: string;
  to: string;
  subject: string;
  words: string;
  without: string;
  filename: string;
  in: string;
  after: string;
  before: string;
  larger: string;
  hasAttachment: boolean;
  isUnread: boolean;
  isStarred: boolean;
}

type TextField = 'from' | 'to' | 'subject' | 'words' | 'without' | 'filename';

const empty: FormFields = {
  from: '',
  to: '',
  subject: '',
  words: '',
  without: '',
  filename: '',
  in: '',
  after: '',
  before: '',
  larger: '',
  hasAttachment: false,
  isUnread: false,
  isStarred: false,
};

/** What a form can show of a query text; the rest of the query is kept as it is. */
export function readForm(text: string): { fields: FormFields; rest: Query } {
  const fields = { ...empty };
  const rest = readQuery(text).query.filter((clause) => !take(fields, clause));
  return { fields, rest };
}

/** The query text of a form. What was typed into a text field is words, never operators. */
export function writeForm(
  fields: FormFields,
  rest: Query,
  language: OperatorLanguage = 'en',
): string {
  const query: Query = [];
  const add = (term: Term, not = false) => query.push([{ not, term }]);
  for (const kind of ['from', 'to', 'subject', 'words', 'filename'] as const)
    for (const text of wordsOf(fields[kind])) add({ kind, text });
  for (const text of wordsOf(fields.without)) add({ kind: 'words', text }, true);
  if (fields.hasAttachment) add({ kind: 'has', what: 'attachment' });
  if (fields.isUnread) add({ kind: 'is', state: 'unread' });
  if (fields.isStarred) add({ kind: 'is', state: 'starred' });
  const bytes = readSize(fields.larger);
  if (bytes !== null) add({ kind: 'larger', bytes });
  if (fields.after) add({ kind: 'after', date: fields.after });
  if (fields.before) add({ kind: 'before', date: fields.before });
  if (fields.in) add({ kind: 'in', text: fields.in });
  return writeQuery([...query, ...rest], language);
}

/** Moves a clause into its field; false when the form has no place for it. */
function take(fields: FormFields, clause: Clause): boolean {
  const [factor, ...more] = clause;
  if (!factor || more.length) return false;
  const { not, term } = factor;
  if (not) return term.kind === 'words' && append(fields, 'without', term.text);
  switch (term.kind) {
    case 'from':
    case 'to':
    case 'subject':
    case 'words':
    case 'filename':
      return append(fields, term.kind, term.text);
    case 'in':
      return put(fields, 'in', term.text);
    case 'after':
    case 'before':
      // The field knows days only.
      return term.date.length === 10 && put(fields, term.kind, term.date);
    case 'larger':
      return put(fields, 'larger', writeSize(term.bytes));
    case 'has':
      fields.hasAttachment = true;
      return true;
    case 'is':
      if (term.state === 'unread') fields.isUnread = true;
      else if (term.state === 'starred') fields.isStarred = true;
      else return false;
      return true;
    default:
      return false;
  }
}

/** Several words of one field stand beside each other, phrases in quotes. */
function append(fields: FormFields, field: TextField, text: string): boolean {
  const written = writeQuery([[{ not: false, term: { kind: 'words', text } }]]);
  fields[field] = fields[field] ? `${fields[field]} ${written}` : written;
  return true;
}

function put(fields: FormFields, field: 'in' | 'after' | 'before' | 'larger', value: string) {
  if (fields[field]) return false;
  fields[field] = value;
  return true;
}

/** Words and quoted phrases of a field: its text is no query, so an operator in it is a word. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"?|\S+/g)]
    .map(([whole, phrase]) => (phrase === undefined ? whole : phrase.replace(/\\(.)/g, '$1')))
    .map((word) => word.normalize('NFC').replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}
