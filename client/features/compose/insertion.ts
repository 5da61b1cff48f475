import { changeDraft, type Draft } from './composing.ts';

/** Words for a letter, as plain text. */
type Insert = (text: string) => unknown;

const editors = new Map<string, Insert>();

/** The editor of a letter says how words come to where its caret is. @returns what takes that back. */
export function onInsert(draft: string, insert: Insert): () => void {
  editors.set(draft, insert);
  return () => {
    if (editors.get(draft) === insert) editors.delete(draft);
  };
}

/** Puts words where the caret is; before all others where no editor says where that is. */
export function insertWords({ id, text }: Draft, words: string) {
  const insert = editors.get(id);
  if (insert) insert(words);
  else changeDraft(id, { text: text ? `${words}\n${text}` : words });
}
