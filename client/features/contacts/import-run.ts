import {
  importContacts,
  MOST_IMPORTED_AT_ONCE,
  undoChange,
  type WholePerson,
} from '../../../shared/contacts.ts';
import { call } from '../../api/call.ts';
import { fittingPhoto } from './photo.ts';

/** Characters of one request: well below what the bridge takes. */
const MOST_WEIGHT = 1_500_000;

interface Entry {
  person: WholePerson;
  into: string | null;
}

/**
 * Brings people in, piece by piece, as one change. Given up, or refused half way, it leaves nothing behind.
 *
 * @param tell hears how many are in.
 * @returns the change, to be taken back.
 */
export async function importPeople(
  entries: Entry[],
  signal: AbortSignal,
  tell: (done: number) => void,
): Promise<{ change: string; added: number; completed: number }> {
  const change = crypto.randomUUID();
  const sum = { added: 0, completed: 0 };
  let done = 0;
  try {
    while (done < entries.length) {
      signal.throwIfAborted();
      const people = await nextPiece(entries, done);
      const isLast = done + people.length === entries.length;
      const { added, completed } = await call(importContacts, { change, people, isLast });
      sum.added += added;
      sum.completed += completed;
      done += people.length;
      tell(done);
    }
    signal.throwIfAborted();
  } catch (error) {
    if (done > 0) await call(undoChange, { change });
    throw error;
  }
  return { change, ...sum };
}

async function nextPiece(entries: Entry[], from: number): Promise<Entry[]> {
  const piece: Entry[] = [];
  let weight = 0;
  for (const { person, into } of entries.slice(from, from + MOST_IMPORTED_AT_ONCE)) {
    const photo = await fittingPhoto(person.photo);
    weight += (photo?.length ?? 0) + person.card.length + person.notes.length + 500;
    if (piece.length && weight > MOST_WEIGHT) break;
    piece.push({ person: { ...person, photo }, into });
  }
  return piece;
}
