import { useEffect, useEffectEvent } from 'react';
import type { MessageRow } from '../../../shared/messages.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { listenKeys } from '../../ui/keys.ts';
import { toast } from '../../ui/toasts.ts';
import { useComposing } from '../compose/composing.ts';
import { membersOf } from './conversation-rows.ts';
import type { RowAct } from './MessageRow.tsx';
import { messageQuery } from './messages.ts';
import type { Selection } from './selection.ts';
import { undoLast } from './undo.ts';
import type { MessageList } from './useMessageList.ts';

interface Props {
  list: MessageList;
  selection: Selection;
  openUid: number | null;
  /** The message that the address names: ahead of `openUid` while that message is being drawn. */
  addressed(): number | null;
  whereIs(row: Pick<MessageRow, 'uid'>): { folder: string; uid: number } | null;
  go(uid: number | null): void;
  act(row: MessageRow, act: RowAct): void;
  /** The same for all that is chosen. */
  actOnChosen(act: RowAct): void;
}

/** One-key shortcuts of the list, by what is printed on the key. Not while somebody types. */
export function useListKeys(props: Props) {
  const { list, selection, openUid, addressed, whereIs, go, act, actOnChosen } = props;
  const { reply } = useComposing();
  const current = () => focusedRow(list) ?? (openUid === null ? undefined : list.find(openUid));

  const step = useEffectEvent((by: number) => {
    // Two quick keys are two steps, also when the first is not drawn yet.
    const from = addressed();
    // By place: windows that lie apart are next to each other in the order of what is known.
    const place = from === null ? (by > 0 ? 0 : -1) : list.indexOf(from) + by;
    const next = list.rowAt(place);
    if (next) go(next.uid);
  });
  const on = useEffectEvent((kind: RowAct) => {
    if (selection.count > 0) return actOnChosen(kind);
    const row = current();
    if (row) act(row, kind);
  });
  const open = useEffectEvent(() => {
    const row = focusedRow(list);
    if (row) go(row.uid);
  });
  const choose = useEffectEvent(() => {
    const row = current();
    if (row) selection.toggle(row.uid, membersOf(row));
  });
  const all = useEffectEvent(() => selection.set(list.order));
  const none = useEffectEvent(selection.clear);
  const back = useEffectEvent(() => {
    if (openUid !== null) go(null);
  });
  const leave = useEffectEvent(() => {
    if (selection.count > 0) selection.clear();
    else if (openUid !== null) go(null);
  });
  const answer = useEffectEvent(async (kind: 'reply' | 'reply-all' | 'forward') => {
    const row = openUid === null ? focusedRow(list) : { uid: openUid };
    const place = row && whereIs(row);
    if (!place) return;
    try {
      await reply(await queryClient.ensureQueryData(messageQuery(place.folder, place.uid)), kind);
    } catch (error) {
      toast(sentenceOf(error, t), { look: 'failed' });
    }
  });

  useEffect(
    () =>
      listenKeys({
        j: () => step(1),
        k: () => step(-1),
        o: () => open(),
        u: () => back(),
        Escape: () => leave(),
        x: () => choose(),
        '$mod+a': () => all(),
        '* a': () => all(),
        '* n': () => none(),
        r: () => void answer('reply'),
        a: () => void answer('reply-all'),
        f: () => void answer('forward'),
        e: () => on('archive'),
        '#': () => on('delete'),
        Delete: () => on('delete'),
        '!': () => on('spam'),
        s: () => on('star'),
        'Shift+i': () => on('mark-read'),
        'Shift+u': () => on('mark-unread'),
        v: () => on('move'),
        l: () => on('tags'),
        z: () => void undoLast(),
      }),
    [],
  );
}

function focusedRow(list: MessageList): MessageRow | undefined {
  const element = document.activeElement?.closest<HTMLElement>('[role=row][data-index]');
  return element ? list.rowAt(Number(element.dataset.index)) : undefined;
}
