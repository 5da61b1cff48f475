import type { ImapFlow, SearchObject } from 'imapflow';
import { toUidSet, type UidSet } from '../../../shared/values.ts';
import { toSequenceSet } from '../../mail/ranges.ts';

/**
 * Changes flags where they differ, and tells where they did, so that Undo puts back exactly those.
 *
 * @param range UIDs as an IMAP sequence set.
 */
export async function changeFlags(
  imap: ImapFlow,
  range: string,
  add: string[],
  remove: string[],
): Promise<{ changed: UidSet; count: number }> {
  const different = new Set<number>();
  for (const flag of add) await collect(imap, range, flag, false, different);
  for (const flag of remove) await collect(imap, range, flag, true, different);
  if (!different.size) return { changed: [], count: 0 };
  const changed = toUidSet(different);
  const target = toSequenceSet(changed);
  if (add.length) await imap.messageFlagsAdd(target, add, { uid: true });
  if (remove.length) await imap.messageFlagsRemove(target, remove, { uid: true });
  return { changed, count: different.size };
}

async function collect(imap: ImapFlow, uid: string, flag: string, has: boolean, into: Set<number>) {
  const found = await imap.search({ uid, ...flagQuery(flag, has) }, { uid: true });
  for (const one of found || []) into.add(one);
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
