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
    // By place: windows that lie apart are next to each other in the order of what is known.
    const place = openUid === null ? (by > 0 ? 0 : -1) : list.indexOf(openUid) + by;
    const next = list.rowAt(place);
    if (next) go(next.uid);
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
