import type { FileType } from '../../../shared/choice.ts';

/** What the inventory knows of a message. Times in epoch milliseconds, sizes in bytes (RFC822.SIZE). */
export interface Fact {
  uid: number;
  size: number;
  received: number;
  seen: boolean;
  starred: boolean;
  answered: boolean;
  /** Sender's address in lower case, '' = none. */
  from: string;
  /** As the header says it. */
  name: string;
  /** List-Id's value in lower case, null = none. */
  list: string | null;
  /** Has List-Unsubscribe. */
  leave: boolean;
  /** First 16 hex digits of SHA-256 of the Message-ID, null = none. */
  id: string | null;
  /** The same of those that it answers: References, then In-Reply-To. */
  answers: string[];
  /** Bytes as they travel (base64 and all). */
  files: { type: FileType; bytes: number }[];
}

/** Messages of one folder. */
export interface FolderFacts {
  folder: string;
  uidValidity: string;
  facts: Fact[];
}

/** A fact in the making: until it is `whole`, only what every message has is known (UID, size, date, flags). */
export interface Entry extends Fact {
  whole: boolean;
}
