import type { ImapFlow, SearchObject } from 'imapflow';
import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet, type UidSet } from '../../../shared/values.ts';
import { toSequenceSets } from '../../mail/ranges.ts';

/** One flag that was added to or removed from messages that lacked or had it. */
export interface FlagChange {
  flag: string;
  isAdded: boolean;
  uids: number[];
}

/**
 * Changes flags where they differ, and tells where each did, so that Undo puts back exactly those.
 *
 * @throws Refusal `tag-refused` where the folder keeps no such flag
 */
export async function changeFlags(
  imap: ImapFlow,
  uids: UidSet,
  { add, remove }: { add: string[]; remove: string[] },
): Promise<FlagChange[]> {
  const changes: FlagChange[] = [];
  for (const flag of add)
    changes.push({ flag, isAdded: true, uids: await findUids(imap, uids, flag, false) });
  for (const flag of remove)
    changes.push({ flag, isAdded: false, uids: await findUids(imap, uids, flag, true) });
  const real = changes.filter((change) => change.uids.length > 0);
  await applyChanges(imap, real);
  return real;
}

/** Puts flags back as they were before the changes. */
export const revertFlags = (imap: ImapFlow, changes: FlagChange[]) =>
  applyChanges(
    imap,
    changes.map((change) => ({ ...change, isAdded: !change.isAdded })),
  );

/** Every message that was changed in some way. */
export const changedUids = (changes: FlagChange[]): Set<number> =>
  new Set(changes.flatMap(({ uids }) => uids));

async function applyChanges(imap: ImapFlow, changes: FlagChange[]) {
  for (const { flag, isAdded, uids } of changes) {
    for (const range of toSequenceSets(toUidSet(uids))) {
      const isDone = isAdded
        ? await imap.messageFlagsAdd(range, [flag], { uid: true })
        : await imap.messageFlagsRemove(range, [flag], { uid: true });
      if (!isDone) throw new Refusal('tag-refused', 'The folder does not keep this flag.');
    }
  }
}

/** Messages among the UIDs that have the flag, or lack it. */
async function findUids(
  imap: ImapFlow,
  uids: UidSet,
  flag: string,
  has: boolean,
): Promise<number[]> {
  const found: number[] = [];
  for (const uid of toSequenceSets(uids)) {
    for (const one of (await imap.search({ uid, ...flagQuery(flag, has) }, { uid: true })) || [])
      found.push(one);
  }
  return found;
}

const systemFlags: Record<string, (has: boolean) => SearchObject> = {
  '\\Seen': (seen) => ({ seen }),
  '\\Flagged': (flagged) => ({ flagged }),
  '\\Answered': (answered) => ({ answered }),
  '\\Draft': (draft) => ({ draft }),
};

function flagQuery(flag: string, has: boolean): SearchObject {
  return systemFlags[flag]?.(has) ?? (has ? { keyword: flag } : { unKeyword: flag });
}
