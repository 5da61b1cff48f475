import { encodedSize, letterSize } from '../../../../shared/uploads.ts';
import type { Draft, DraftFile } from '../composing.ts';
import { filesToSend } from './files-to-send.ts';

/** What a letter weighs on its way, and in how many mailboxes. */
export interface Weight {
  /** Bytes of one copy. */
  bytes: number;
  people: number;
}

export function weightOf(draft: Draft): Weight {
  const { text, html, to, cc, bcc } = draft;
  const words = text.length + (html?.length ?? 0) * 2;
  const people = new Set([...to, ...cc, ...bcc].map(({ address }) => address)).size;
  return { bytes: letterSize(words, filesToSend(draft).map(wireSize)), people };
}

/** Messages go as they are, all else in base64. */
const wireSize = ({ type, size }: DraftFile) =>
  type.startsWith('message/') ? size : encodedSize(size);

const HEAVY = 5_000_000;
const HEAVY_TOGETHER = 20_000_000;

/** Worth a word: by itself, or by the number of mailboxes that it goes to. */
export const isHeavy = ({ bytes, people }: Weight) =>
  bytes > HEAVY || (people > 1 && bytes * people > HEAVY_TOGETHER);
