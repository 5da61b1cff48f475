import { inUidSet, toUidSet } from '../../../shared/values.ts';
import { queryClient } from '../../api/query-client.ts';
import type { Chosen } from './acts.ts';
import { membersOf } from './conversation-rows.ts';
import { tellFollowers } from './followers.ts';
import { removeRows, restoreRows } from './live-messages.ts';
import { folderKey, type ListView, windowQuery } from './messages.ts';
import type { ListWindow } from './windows.ts';

/**
 * The rows go at once, before the server has answered. Of a whole view only those in sight are known
 * one by one; the rest is taken off its count.
 *
 * @returns what puts them back if the server refuses.
 */
export function leave(chosen: Chosen): () => Promise<void> {
  const { folder, uids, view, count } = chosen;
  const putBack = snapshot(folder);
  const known = knownUids(chosen);
  tellFollowers({ type: 'left', folder, uids: view ? toUidSet(known) : uids });
  if (view && count > known.length) emptyView(folder, view, new Set(known), count);
  removeRows(queryClient, folder, known);
  return () => putBack(known);
}

/**
 * Everything this page shows of a folder, as it is now.
 *
 * @returns what shows it again, and then asks the server: without a connection, too, nothing is lost
 * from sight.
 */
export function snapshot(folder: string): (left?: number[]) => Promise<void> {
  const shown = [folderKey(folder), ['message', folder]].flatMap((queryKey) =>
    queryClient.getQueriesData({ queryKey }),
  );
  return async (left = []) => {
    for (const [key, data] of shown) if (data) queryClient.setQueryData(key, data);
    tellFollowers({ type: 'back', folder });
    await restoreRows(queryClient, folder, left);
  };
}

/** Chosen messages whose rows this page has: of the view when one is named, else of the folder. */
export function knownUids({ folder, uids, view }: Chosen): number[] {
  const found = new Set<number>();
  for (const [, window] of windowsOf(folder, view)) {
    for (const uid of window?.rows.flatMap((row) => (row ? membersOf(row) : [])) ?? []) {
      if (inUidSet(uids, uid)) found.add(uid);
    }
  }
  return [...found];
}

const windowsOf = (folder: string, view?: ListView) =>
  queryClient.getQueriesData<ListWindow>({
    queryKey: view ? keyOf(folder, view) : folderKey(folder),
  });

/** What all windows of a view have in common. */
const keyOf = (folder: string, view: ListView) =>
  windowQuery(folder, view, 0).queryKey.slice(0, -1);

/** Rows that stay close up at the top; the other windows are behind the end. */
function emptyView(folder: string, view: ListView, gone: ReadonlySet<number>, count: number) {
  const windows = windowsOf(folder, view).flatMap(([key, window]) =>
    window ? [{ key, window }] : [],
  );
  const rows = windows
    .toSorted((a, b) => a.window.offset - b.window.offset)
    .flatMap(({ window }) =>
      window.rows.filter((row) => row && !membersOf(row).every((uid) => gone.has(uid))),
    );
  for (const { key, window } of windows) {
    const total = Math.max(rows.length, window.total - count);
    queryClient.setQueryData(key, { ...window, total, rows: window.offset === 0 ? rows : [] });
  }
}
