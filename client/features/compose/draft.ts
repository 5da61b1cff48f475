import type { Attachment, Letter, Recipient } from '../../../shared/compose.ts';
import { isOnlySigned } from './only-signed.ts';

/** A letter being written. */
export interface Draft extends Omit<Letter, 'attachments' | 'html'> {
  /** The account that writes it. */
  owner: string;
  /** The words of a rich letter, as the editor has them; null = it is plain, and `text` has them. */
  html: string | null;
  /** The original below the words of a rich letter, folded: HTML as it will be sent. */
  quote: string | null;
  replyTo: Recipient[];
  references: string[];
  /** In which language it is spelled; nothing = as its words look. */
  language?: 'en' | 'fr';
  files: DraftFile[];
  /** The sheet of paper on the screen: it stays when the letter gets another id. */
  sheet?: string;
  /** Closed by its writer, and not in Drafts yet. */
  isAway?: boolean;
}

/** A file of a letter, with what is shown of it. */
export type DraftFile = Attachment &
  ShownFile & {
    /** The photo that this is a smaller copy of: kept until the letter is sent. */
    original?: ShownFile & { id: string };
  };
interface ShownFile {
  name: string;
  size: number;
  type: string;
}

/** A letter that nobody has begun is not worth keeping. */
export function hasWords({ to, cc, bcc, subject, text, html, quote, files }: Draft): boolean {
  const recipients = to.length + cc.length + bcc.length;
  return (
    recipients + files.length > 0 ||
    subject.trim() !== '' ||
    Boolean(quote) ||
    !isOnlySigned({ html, text })
  );
}
