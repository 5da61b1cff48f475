import { useEffect, useEffectEvent } from 'react';
import type { ScanState } from '../../../shared/storage-map.ts';
import { ApiError } from '../../api/call.ts';
import { beginScan, useScan } from '../storage/storage.ts';

/** True when the mailbox was never read, so that nothing can be said of its messages. */
export const isUnread = (error: unknown) =>
  error instanceof ApiError && error.code === 'storage-unread';

/** Reads a mailbox that was never read, and says how far it is. `onRead` is called when it is done. */
export function useReading(isWanted: boolean, onRead: () => void): ScanState | null {
  const scan = useScan();
  const begin = useEffectEvent(() => void beginScan().catch(() => {}));
  useEffect(() => {
    if (isWanted) begin();
  }, [isWanted]);
  const isDone = isWanted && scan?.state === 'done';
  const read = useEffectEvent(onRead);
  useEffect(() => {
    if (isDone) read();
  }, [isDone]);
  return scan;
}
