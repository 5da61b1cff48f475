import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { inUidSet, type UidSet } from '../../../shared/values.ts';
import { followMessages, type MessageNews } from './followers.ts';

/** What is chosen in a list: single rows, or all of the view at one moment but for a few. */
export interface Selection {
  uids: ReadonlySet<number>;
  /** Set by "select all": UIDs that hold every row of the view when it was asked, and how many it had. */
  all: { uids: UidSet; total: number } | null;
  count: number;
  has(uid: number): boolean;
  /** `members`: the messages that leave or come with the row, its conversation. */
  toggle(uid: number, members?: readonly number[]): void;
  /** Everything between the last one touched and this, in the order of the list. */
  extend(uid: number, order: readonly number[]): void;
  set(uids: Iterable<number>): void;
  setAll(all: { uids: UidSet; total: number }): void;
  /** Rows that left the list are not chosen any more. */
  forget(gone: UidSet): void;
  clear(): void;
}

export function useSelection(): Selection {
  const [uids, setUids] = useState<ReadonlySet<number>>(new Set());
  const [all, setAll] = useState<Selection['all']>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  return useMemo(() => {
    const replace = (next: Iterable<number>) => {
      setUids(new Set(next));
      setAll(null);
    };
    return {
      uids,
      all,
      count: all ? all.total : uids.size,
      has: (uid) => (all ? inUidSet(all.uids, uid) : uids.has(uid)),
      toggle(uid, members = [uid]) {
        setAnchor(uid);
        if (all && inUidSet(all.uids, uid)) {
          const there = members.filter((one) => inUidSet(all.uids, one));
          setAll({ uids: there.reduce(without, all.uids), total: all.total - there.length });
          return;
        }
        if (all) {
          setAll({ uids: [...all.uids, ...members], total: all.total + members.length });
          return;
        }
        const next = new Set(uids);
        if (!next.delete(uid)) next.add(uid);
        replace(next);
      },
      extend(uid, order) {
        const from = order.indexOf(anchor ?? uid);
        const to = order.indexOf(uid);
        if (from < 0 || to < 0) return replace([...uids, uid]);
        replace([...uids, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)]);
      },
      set: replace,
      setAll,
      forget(gone) {
        setUids((before) => {
          const there = [...before].filter((uid) => !inUidSet(gone, uid));
          return there.length < before.size ? new Set(there) : before;
        });
      },
      clear: () => replace([]),
    };
  }, [uids, all, anchor]);
}

/** Messages that leave the folder by whatever way leave the selection of its list. */
export function useForgetLeft(folder: string, { forget }: Selection) {
  const hear = useEffectEvent((news: MessageNews) => {
    if (news.type === 'left' && news.folder === folder) forget(news.uids);
  });
  useEffect(() => followMessages(hear), []);
}

/** The set without one UID: the range that held it falls in two. */
export function without(set: UidSet, uid: number): UidSet {
  return set.flatMap((entry): UidSet => {
    if (typeof entry === 'number') return entry === uid ? [] : [entry];
    const [from, to] = entry;
    if (uid < from || uid > to) return [entry];
    return [
      ...(from < uid ? [from === uid - 1 ? from : ([from, uid - 1] as [number, number])] : []),
      ...(uid < to ? [to === uid + 1 ? to : ([uid + 1, to] as [number, number])] : []),
    ];
  });
}
