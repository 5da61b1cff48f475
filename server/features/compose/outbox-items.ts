import type { OutboxItem } from '../../../shared/outbox.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { errandLogin } from '../../mail/pool.ts';
import { findOutbox, type OutboxEntry, type OutboxLine, resealOutbox } from '../../store/outbox.ts';
import type { LetterInput } from './letter.ts';

/** What is kept of a letter so that it can be written again. */
export interface KeptLetter {
  letter: LetterInput;
  /** What the writer sees of its attachments, in their order. */
  files: { name: string; size: number; type: string }[];
}

export const keptLetter = ({ letter }: OutboxEntry): KeptLetter | null =>
  letter === null ? null : (JSON.parse(letter) as KeptLetter);

/** The entry as its writer may see it. */
export function toItem(entry: OutboxEntry): OutboxItem {
  return {
    id: entry.id,
    state: entry.state,
    messageId: entry.messageId,
    ...entry.shown,
    waits: entry.waits,
    dueAt: entry.dueAt,
    createdAt: entry.createdAt,
    trouble: entry.trouble,
    refused: entry.refused,
    savedIn: entry.savedIn,
    isOpen: entry.letter !== null && entry.state !== 'cancelled',
  };
}

/** Tells the account's pages where a letter is now. */
export async function tellItem(context: Context, { account, id }: { account: string; id: string }) {
  const entry = await findOutbox(context.store, account, id);
  if (entry) context.live.tell(account, { type: 'outbox', path: ['outbox'], item: toItem(entry) });
}

/** Names the one letter that a password is sealed for. */
export const errandOf = (account: string, id: string) => `outbox ${account} ${id}`;

/** The login that a letter carries with it, or null when it carries none. */
export function loginOf({ account, id, sealed }: OutboxLine): Login | null {
  return sealed === null ? null : errandLogin(account, errandOf(account, id), sealed);
}

/** The letters that wait go with the password of today. */
export async function resealLetters(context: Context, login: Login): Promise<void> {
  const { account } = login;
  await resealOutbox(context.store, account, (id) =>
    context.mail.entrust(login, errandOf(account, id)),
  );
}
