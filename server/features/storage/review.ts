import type { FetchMessageObject } from 'imapflow';
import type { Weight } from '../../../shared/choice.ts';
import type { InputOf, OutputOf } from '../../../shared/endpoint.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { ReviewRow, reviewMessages } from '../../../shared/storage-map.ts';
import { toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { fetchWhole } from '../../mail/fetch.ts';
import { toSequenceSets } from '../../mail/ranges.ts';
import { mendEnvelopes } from '../../mail/raw-names.ts';
import { oneLine, toAddresses } from '../../mail/rows.ts';
import type { SignedIn } from '../session/session.ts';
import type { Fact } from './facts.ts';
import type { Inventory } from './inventory.ts';
import type { Picked } from './picking.ts';

type Input = InputOf<typeof reviewMessages>;
interface Place {
  folder: string;
  uidValidity: string;
  uid: number;
  size: number;
  received: number;
}

/** A page of the messages that a choice means, and what they weigh together. */
export async function review(
  context: Context,
  inventory: Inventory,
  session: SignedIn,
  { choice, order, offset, limit }: Input,
): Promise<OutputOf<typeof reviewMessages>> {
  const picked = await inventory.pick(session.account, choice);
  const page = inOrder(picked, order).slice(offset, offset + limit);
  const { rows, gone } = await rowsOf(context, inventory, session, page);
  const weight = weigh(picked);
  // Gone at this very moment: neither shown nor counted.
  for (const { size } of gone) {
    weight.messages--;
    weight.bytes -= size;
  }
  return { ...weight, rows };
}

/** What picked messages weigh together. */
function weigh(picked: Picked[]): Weight {
  const weight: Weight = { messages: 0, bytes: 0, oldest: null, newest: null };
  for (const { sizes, received } of picked) {
    weight.messages += sizes.length;
    for (const size of sizes) weight.bytes += size;
    for (const time of received) {
      weight.oldest = Math.min(weight.oldest ?? time, time);
      weight.newest = Math.max(weight.newest ?? time, time);
    }
  }
  return weight;
}

function inOrder(picked: Picked[], order: Input['order']): Place[] {
  const places = picked.flatMap(({ folder, uidValidity, uids, sizes, received }) =>
    Array.from(uids, (uid, i) => ({
      folder,
      uidValidity,
      uid,
      size: sizes[i]!,
      received: received[i]!,
    })),
  );
  // What is equal keeps one order on all pages: by folder and UID, as it was picked.
  if (order === 'size') return places.sort((a, b) => b.size - a.size);
  const sign = order === 'oldest' ? 1 : -1;
  return places.sort((a, b) => sign * (a.received - b.received));
}

/** Rows of these messages; `gone` are those that the server does not know any more. */
export async function rowsOf(
  context: Context,
  inventory: Inventory,
  session: SignedIn,
  places: Place[],
): Promise<{ rows: ReviewRow[]; gone: Place[] }> {
  const found = new Map<string, ReviewRow>();
  for (const [folder, wanted] of byFolder(places)) {
    const { uidValidity } = wanted[0]!;
    const uids = wanted.map(({ uid }) => uid).sort((a, b) => a - b);
    const known = await inventory.facts(session.account, folder, Uint32Array.from(uids));
    const live = await fetchLive(context, session, { folder, uidValidity, uids });
    for (const fact of known?.uidValidity === uidValidity ? known.facts : []) {
      const now = live.get(fact.uid);
      if (now) found.set(keyOf({ folder, uid: fact.uid }), toRow(folder, uidValidity, fact, now));
    }
  }
  const rows = places.flatMap((place) => found.get(keyOf(place)) ?? []);
  return { rows, gone: places.filter((place) => !found.has(keyOf(place))) };
}

const keyOf = ({ folder, uid }: Pick<Place, 'folder' | 'uid'>) => `${uid} ${folder}`;

function byFolder(places: Place[]): Map<string, Place[]> {
  const folders = new Map<string, Place[]>();
  for (const place of places)
    folders.set(place.folder, [...(folders.get(place.folder) ?? []), place]);
  return folders;
}

async function fetchLive(
  { mail }: Context,
  session: SignedIn,
  { folder, uidValidity, uids }: { folder: string; uidValidity: string; uids: number[] },
): Promise<Map<number, FetchMessageObject>> {
  const live = new Map<number, FetchMessageObject>();
  try {
    await mail.inFolder(
      session,
      folder,
      async (imap, mailbox) => {
        if (String(mailbox.uidValidity) !== uidValidity) return;
        for (const range of toSequenceSets(toUidSet(uids))) {
          const query = { uid: true, flags: true, envelope: true };
          const fetched = await fetchWhole(imap, range, query, { uid: true });
          await mendEnvelopes(imap, fetched);
          for (const one of fetched) live.set(one.uid, one);
        }
      },
      { repeatable: true, aside: true },
    );
  } catch (error) {
    // The folder itself went.
    if (!(error instanceof Refusal) || error.code !== 'not-found') throw error;
  }
  return live;
}

function toRow(
  folder: string,
  uidValidity: string,
  fact: Fact,
  { envelope, flags = new Set() }: FetchMessageObject,
): ReviewRow {
  const [from = { name: '', address: '' }] = toAddresses(envelope?.from);
  return {
    folder,
    uidValidity,
    uid: fact.uid,
    size: fact.size,
    received: fact.received,
    from,
    subject: oneLine(envelope?.subject ?? ''),
    seen: flags.has('\\Seen'),
    starred: flags.has('\\Flagged'),
    answered: flags.has('\\Answered'),
    files: fact.files,
  };
}
