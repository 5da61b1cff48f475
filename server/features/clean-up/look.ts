import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { toSequenceSets } from '../../mail/ranges.ts';
import type { PieceItem } from '../../store/clean-up-pieces.ts';

/** A message as it is on the server now. */
export interface Seen {
  uid: number;
  size: number;
  /** INTERNALDATE, epoch milliseconds. */
  received: number;
  id: string | null;
  flags: Set<string>;
}

/** Reading some hundred messages on a slow server, in milliseconds. */
export const STEP = { deadline: 180_000 };

/**
 * Those of the messages that are in the folder under this UIDVALIDITY; null when there is no such folder
 * any more, or it was renumbered.
 *
 * @param withId also what names each among all: its Message-ID's digest.
 */
export async function lookAt(
  { mail }: Context,
  login: Login,
  place: { folder: string; uidValidity: string },
  uids: number[],
  withId = true,
): Promise<Map<number, Seen> | null> {
  const found = new Map<number, Seen>();
  if (!uids.length) return found;
  let isThere = false;
  await unlessGone(
    mail.inFolder(
      login,
      place.folder,
      async (imap, { uidValidity, exists }) => {
        isThere = String(uidValidity) === place.uidValidity;
        if (!isThere || !exists) return;
        for (const range of toSequenceSets(toUidSet(uids)))
          for await (const seen of read(imap, range, withId)) found.set(seen.uid, seen);
      },
      { ...STEP, repeatable: true },
    ),
  );
  return isThere ? found : null;
}

/**
 * Which of the messages are in a folder, among those that came there since. Each that is there answers for one
 * of the messages only, whatever else is like it.
 *
 * @param since `uidNext` under `uidValidity`; when the folder was renumbered, all of it is looked at.
 */
export async function findIn(
  { mail }: Context,
  login: Login,
  folder: string,
  since: { uidValidity: string | null; uidNext: number | null },
  wanted: PieceItem[],
): Promise<{ uidValidity: string; uids: Map<PieceItem, number> }> {
  const answer = { uidValidity: '', uids: new Map<PieceItem, number>() };
  const open = new Map<string, PieceItem[]>();
  for (const item of wanted) open.set(nameOf(item), [...(open.get(nameOf(item)) ?? []), item]);
  const taken = new Set(wanted.flatMap(({ at }) => at ?? []));
  await unlessGone(
    mail.inFolder(
      login,
      folder,
      async (imap, { uidValidity, exists }) => {
        answer.uidValidity = String(uidValidity);
        if (!exists) return;
        const isSame = since.uidValidity === String(uidValidity);
        const first = (isSame && since.uidNext) || 1;
        // "9:*" is also the last message when there is none from 9 on.
        for await (const seen of read(imap, `${first}:*`, true)) {
          const item = seen.uid >= first && !taken.has(seen.uid) && open.get(nameOf(seen))?.shift();
          if (item) answer.uids.set(item, seen.uid);
        }
      },
      STEP,
    ),
  );
  return answer;
}

/** Reads messages of the selected folder. */
async function* read(imap: ImapFlow, range: string, withId: boolean): AsyncGenerator<Seen> {
  const query = {
    uid: true,
    flags: true,
    size: true,
    internalDate: true,
    ...(withId && { headers: ['message-id'] }),
  };
  for await (const one of imap.fetch(range, query, { uid: true }))
    yield {
      uid: one.uid,
      size: one.size ?? 0,
      received: new Date(one.internalDate ?? 0).getTime(),
      id: digestOf(one.headers),
      flags: one.flags ?? new Set(),
    };
  // Nothing heard over a connection that is gone is not the same as nothing there.
  if (!imap.usable) throw new Refusal('mail-server-down', 'The mail server does not answer.');
}

/** What a message is called wherever it goes: a move leaves all three as they are. */
const nameOf = ({ size, received, id }: Pick<Seen, 'size' | 'received' | 'id'>) =>
  `${size} ${received} ${id}`;

/** The first 16 hex digits of the Message-ID's SHA-256: enough to tell messages apart, and no address in our tables. */
export function digestOf(header: Buffer | undefined): string | null {
  const value = header
    ?.toString('latin1')
    .replace(/^message-id:/i, '')
    .trim();
  return value ? createHash('sha256').update(value, 'latin1').digest('hex').slice(0, 16) : null;
}

/** What was in a folder that is gone is gone with it. */
export async function unlessGone(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not-found') throw error;
  }
}
