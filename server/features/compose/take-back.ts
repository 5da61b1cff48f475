import { randomUUID } from 'node:crypto';
import type { takeBack } from '../../../shared/compose.ts';
import type { OutputOf } from '../../../shared/endpoint.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { deleteBlob } from '../../store/blobs.ts';
import { type OutboxEntry, updateOutbox } from '../../store/outbox.ts';
import type { LetterInput } from './letter.ts';
import { keptLetter, tellItem } from './outbox-items.ts';

/** What a letter carries while it is on its way, and nobody needs afterwards. */
const NOTHING = { letter: null, blob: null, sealed: null, dueAt: null, owner: null } as const;

/**
 * Takes a letter out of the outbox to be written again. Of this and its sending exactly one happens.
 *
 * @throws Refusal `letter-leaving` when it is on its way.
 */
export async function takeOut(
  context: Context,
  entry: OutboxEntry,
): Promise<OutputOf<typeof takeBack>> {
  const kept = keptLetter(entry);
  if (!kept) throw new Refusal('not-found', 'There is no such letter.');
  const { trouble, refused, attempt } = entry;
  if (entry.state === 'done') {
    await giveBack(context, entry);
    return { ...kept, letter: forRefused(kept.letter, refused), trouble, refused };
  }
  const back = { ...NOTHING, state: 'cancelled', attempt: attempt + 1 } as const;
  const state = ['held', 'failed', 'unknown'] as const;
  if (!(await updateOutbox(context.store, entry, back, { state: [...state], attempt }))) {
    throw new Refusal('letter-leaving', 'This letter is on its way.');
  }
  if (entry.blob) await deleteBlob(context.store, entry.blob);
  await tellItem(context, entry);
  return { ...kept, letter: { ...kept.letter, attempt: attempt + 1 }, trouble, refused };
}

/** The outbox has no more to say of a letter: its words are its writer's alone. */
export async function giveBack(context: Context, entry: OutboxEntry) {
  const { state, attempt } = entry;
  if (!(await updateOutbox(context.store, entry, NOTHING, { state, attempt }))) return;
  if (entry.blob) await deleteBlob(context.store, entry.blob);
  await tellItem(context, entry);
}

/** Another letter with the same words, for those whom the first one did not reach. */
function forRefused(letter: LetterInput, refused: OutboxEntry['refused']): LetterInput {
  const missed = new Set(refused.map(({ address }) => address));
  const only = (people: LetterInput['to']) => people.filter(({ address }) => missed.has(address));
  return {
    ...letter,
    id: randomUUID(),
    attempt: 0,
    to: only(letter.to),
    cc: only(letter.cc),
    bcc: only(letter.bcc),
    source: null,
  };
}
