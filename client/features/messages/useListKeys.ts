import { useEffect, useEffectEvent } from 'react';
import { tinykeys } from 'tinykeys';
import type { MessageRow } from '../../../shared/messages.ts';
import type { RowAct } from './MessageRow.tsx';
import type { MessageList } from './useMessageList.ts';

interface Props {
  list: MessageList;
  openUid: number | null;
  go(uid: number | null): void;
  act(row: MessageRow, act: RowAct): void;
  selectAll(): void;
}

/** One-key shortcuts of the list, by what is printed on the key. Not while somebody types. */
export function useListKeys({ list, openUid, go, act, selectAll }: Props) {
  const step = useEffectEvent((by: number) => {
    const open = openUid === null ? undefined : (list.find(openUid)?.uid ?? openUid);
    const place = open === undefined ? (by > 0 ? 0 : -1) : list.order.indexOf(open) + by;
    const next = list.order[place];
    if (next !== undefined) go(next);
  });
  const onRow = useEffectEvent((kind: RowAct) => {
    const row = focusedRow(list) ?? (openUid === null ? undefined : list.find(openUid));
    if (row) act(row, kind);
  });
  const leave = useEffectEvent(() => {
    if (openUid !== null) go(null);
  });
  const all = useEffectEvent(selectAll);
  useEffect(
    () =>
      tinykeys(window, {
        j: unlessTyping(() => step(1)),
        k: unlessTyping(() => step(-1)),
        e: unlessTyping(() => onRow('archive')),
        Delete: unlessTyping(() => onRow('delete')),
        '#': unlessTyping(() => onRow('delete')),
        // Where the sign needs Shift, the library wants it named.
        'Shift+#': unlessTyping(() => onRow('delete')),
        s: unlessTyping(() => onRow('star')),
        u: unlessTyping(() => onRow('read')),
        Escape: unlessTyping(leave),
        '$mod+a': unlessTyping((event) => {
          event.preventDefault();
          all();
        }),
      }),
    [],
  );
}

const unlessTyping = (act: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
  const target = event.target as HTMLElement;
  const typing = target.closest(
    'input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu]',
  );
  if (!typing) act(event);
};

function focusedRow(list: MessageList): MessageRow | undefined {
  const element = document.activeElement?.closest<HTMLElement>('[role=row][data-index]');
  return element ? list.rowAt(Number(element.dataset.index)) : undefined;
}
