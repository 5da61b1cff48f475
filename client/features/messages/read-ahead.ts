import { useEffect, useEffectEvent } from 'react';
import { queryClient } from '../../api/query-client.ts';
import { messageQuery } from './messages.ts';
import type { MailLook } from './sanitize.ts';
import { useMailLook } from './useMailLook.ts';
import type { MessageList } from './useMessageList.ts';

interface Props {
  /** Where the message of a row lies. */
  whereIs(row: { uid: number }): { folder: string; uid: number };
  list: MessageList;
  openUid: number | null;
}

/** A pointer that only passes asks for nothing. Milliseconds. */
const DWELL = 50;
/** After a message was opened its neighbours wait until it is read, in milliseconds. */
const AFTER = 120;

/**
 * Reads what is likely to be opened next: the neighbours of the open message, and the row under the
 * pointer or the focus. Then `j` and a click show what is there already.
 */
export function useReadAhead({ whereIs, list, openUid }: Props) {
  const look = useMailLook();
  const place = openUid === null ? -1 : list.order.indexOf(openUid);
  const neighbours =
    place < 0 ? '' : [1, 2, -1].flatMap((by) => list.order[place + by] ?? []).join();
  const ahead = useEffectEvent((uid: number) => {
    const { folder, uid: ofFolder } = whereIs({ uid });
    return folder ? readAhead(folder, ofFolder, look) : undefined;
  });
  const uidOf = useEffectEvent((target: EventTarget | null) => {
    const row = (target as Element | null)?.closest?.<HTMLElement>('[role=row][data-index]');
    return row ? list.rowAt(Number(row.dataset.index))?.uid : undefined;
  });
  useEffect(() => {
    if (!neighbours || isSaving()) return;
    let isOver = false;
    const read = async () => {
      for (const uid of neighbours.split(',').map(Number)) if (!isOver) await ahead(uid);
    };
    const timer = setTimeout(() => void read(), AFTER);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [neighbours]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const near = ({ target }: Event) => {
      clearTimeout(timer);
      const uid = uidOf(target);
      if (uid !== undefined && !isSaving()) timer = setTimeout(() => void ahead(uid), DWELL);
    };
    const press = ({ target }: Event) => {
      clearTimeout(timer);
      const uid = uidOf(target);
      if (uid !== undefined) void ahead(uid);
    };
    const leaving = new AbortController();
    document.addEventListener('pointerover', near, leaving);
    document.addEventListener('focusin', near, leaving);
    document.addEventListener('pointerdown', press, leaving);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, []);
}

async function readAhead(path: string, uid: number, look: MailLook) {
  const query = messageQuery(path, uid);
  await queryClient.prefetchQuery(query);
  const message = queryClient.getQueryData(query.queryKey);
  if (!message) return;
  const { prepareBody } = await import('./MessageBody.tsx');
  await new Promise<void>((done) => whenIdle(() => done(prepareBody(message, look))));
}

const whenIdle = (act: () => void) =>
  'requestIdleCallback' in window
    ? requestIdleCallback(act, { timeout: 500 })
    : setTimeout(act, 30);

/** Whoever pays by the byte asks for one message at a time. */
const isSaving = () =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
