import type { Folder } from '../../../shared/folders.ts';
import type { Address } from '../../../shared/messages.ts';
import { lex, type Token } from '../../../shared/search/lex.ts';
import { type OperatorLanguage, stateName } from '../../../shared/search/operators.ts';
import { states, type Term } from '../../../shared/search/terms.ts';
import { writeQuery } from '../../../shared/search/write.ts';

/** Something to choose below the search box. */
export type Suggestion =
  | { kind: 'recent'; text: string }
  /** `text` is the whole query once it is chosen. */
  | { kind: 'person'; who: Address; text: string }
  | { kind: 'term'; shown: string; text: string };

interface Known {
  recent: string[];
  folders: Folder[];
  /** Operators are written in it. */
  language: OperatorLanguage;
  people(typed: string): Address[];
}

const MOST_RECENT = 5;
const MOST_TERMS = 6;

/** What may be meant by what is typed so far: the last piece completed, or a search of before. */
export function suggest(typed: string, known: Known): Suggestion[] {
  const last = lex(typed).at(-1);
  const isTyping = last !== undefined && last.end === typed.length && !/\s$/.test(typed);
  const completions = isTyping ? complete(typed, last, known) : [];
  const begin = typed.trim().toLowerCase();
  const recent = known.recent
    .filter((text) => text !== typed.trim() && text.toLowerCase().startsWith(begin))
    .slice(0, begin ? 3 : MOST_RECENT)
    .map((text): Suggestion => ({ kind: 'recent', text }));
  return begin ? [...completions, ...recent] : recent;
}

function complete(typed: string, last: Token, known: Known): Suggestion[] {
  const before = typed.slice(0, last.start);
  const replaced = (term: Term) =>
    `${before}${writeQuery([[{ not: last.not, term }]], known.language)} `;
  const { kind, value } = withoutColon(last);
  const isPerson = kind === 'from' || kind === 'to' || kind === 'cc' || kind === 'bcc';
  if (isPerson || kind === 'with' || (kind === 'words' && value.length > 1 && !last.quoted)) {
    return known.people(value).map((who) => ({
      kind: 'person',
      who,
      text: replaced({ kind: kind === 'words' ? 'with' : kind, text: who.address }),
    }));
  }
  return termsLike(kind, value, known).map((term) => {
    const text = replaced(term);
    return { kind: 'term', shown: text.slice(before.length).trim(), text };
  });
}

function termsLike(kind: string, value: string, { folders, language }: Known): Term[] {
  const begin = value.toLowerCase();
  if (kind === 'has') return [{ kind: 'has', what: 'attachment' }];
  if (kind === 'is')
    return states
      .filter((state) => stateName(state, language).startsWith(begin))
      .map((state) => ({ kind: 'is', state }));
  if (kind !== 'in') return [];
  return folders
    .filter(({ selectable, path }) => selectable && path.toLowerCase().includes(begin))
    .slice(0, MOST_TERMS)
    .map(({ path }) => ({ kind: 'in', text: path }));
}

/** "in:" alone is a word to the reader, and a beginning to whoever types it. */
function withoutColon(token: Token): { kind: string; value: string } {
  if (token.kind !== 'words' || !token.value.endsWith(':')) return token;
  const [probe] = lex(`${token.value}x`);
  return probe && probe.kind !== 'words' ? { kind: probe.kind, value: '' } : token;
}
