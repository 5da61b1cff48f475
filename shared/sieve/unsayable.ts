/** Why a rule cannot be written as Sieve. */
export type UnsayableCode =
  /** NUL, or half of a surrogate pair: no script can hold it. */
  | 'text'
  /** A line end where only a line can stand. */
  | 'line'
  | 'header'
  | 'address'
  | 'keyword'
  | 'folder'
  /** The number of values, or their form, is not what the comparison needs. */
  | 'values'
  /** The subject is not compared so. */
  | 'comparison'
  /** A rejected message cannot be kept, moved, copied or sent on, too. */
  | 'reject'
  /** The server lacks the extension. */
  | 'extension'
  /** A custom rule's text is broken off: a text, comment or bracket in it is never closed. */
  | 'custom';

/** A rule that Sieve, or this server's Sieve, cannot say (security S-32). `what` is for the reader. */
export class Unsayable extends Error {
  override name = 'Unsayable';
  readonly code: UnsayableCode;
  readonly what: string;

  constructor(code: UnsayableCode, what: string) {
    super(`cannot be said in Sieve (${code}): ${what}`);
    this.code = code;
    this.what = what;
  }
}
