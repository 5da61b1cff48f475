import { useMemo, useState } from 'react';
import type { UidSet } from '../../../shared/values.ts';

/** What is chosen in a list: single rows, or all of the view at one moment. */
export interface Selection {
  uids: ReadonlySet<number>;
  /** Set by "select all": every UID of the view when it was asked. */
  all: { uids: UidSet; total: number } | null;
  count: number;
  has(uid: number): boolean;
  toggle(uid: number): void;
  /** Everything between the last one touched and this, in the order of the list. */
  extend(uid: number, order: readonly number[]): void;
  set(uids: Iterable<number>): void;
  setAll(all: { uids: UidSet; total: number }): void;
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
      has: (uid) => all !== null || uids.has(uid),
      toggle(uid) {
        const next = new Set(uids);
        if (!next.delete(uid)) next.add(uid);
        setAnchor(uid);
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
      clear: () => replace([]),
    };
  }, [uids, all, anchor]);
}
