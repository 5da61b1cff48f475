/** What a search asks for: every clause must hold, and a clause holds when one of its factors does. */
export type Query = Clause[];
export type Clause = Factor[];

export interface Factor {
  not: boolean;
  term: Term;
}

export const textKinds = [
  /** In the subject, the people or the text. */
  'words',
  'from',
  'to',
  'cc',
  'bcc',
  /** Any of the four. */
  'with',
  'subject',
  'body',
  'list',
  'filename',
  /** An IMAP keyword. */
  'tag',
  /** A folder by its path, its name or its purpose, and those below it. */
  'in',
] as const;
export const states = ['unread', 'read', 'starred', 'unstarred', 'answered', 'unanswered'] as const;
export const dateKinds = ['before', 'after', 'on'] as const;
export const sizeKinds = ['larger', 'smaller'] as const;

export type TextKind = (typeof textKinds)[number];
export type State = (typeof states)[number];

/** One condition. Sizes are bytes; dates are days, months or years: "2026-01-31", "2026-01", "2026". */
export type Term =
  | { kind: TextKind; text: string }
  | { kind: 'has'; what: 'attachment' }
  | { kind: 'is'; state: State }
  | { kind: (typeof sizeKinds)[number]; bytes: number }
  | { kind: (typeof dateKinds)[number]; date: string };
export type Kind = Term['kind'];

/** A value that cannot be right, as it was typed. */
export interface Problem {
  kind: 'size' | 'date' | 'state' | 'has' | 'tag' | 'many';
  /** The operator and its value: "larger:big". */
  typed: string;
}

/** True for a term about text, whose `text` is what is looked for. */
export const isTextTerm = (term: Term): term is Extract<Term, { text: string }> => 'text' in term;
