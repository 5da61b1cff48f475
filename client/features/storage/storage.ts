import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { Choice } from '../../../shared/choice.ts';
import type { StorageScanned } from '../../../shared/events.ts';
import { readSobriety, readStorage, readWins, weighFolders } from '../../../shared/storage.ts';
import {
  MAPS,
  type MapBy,
  readStorageMap,
  type ScanState,
  startScan,
  stopScan,
} from '../../../shared/storage-map.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/i18n.tsx';

export const storageQuery = queryOptions({
  queryKey: ['storage'],
  queryFn: () => call(readStorage, {}),
  meta: { keep: true },
});

/** What lies below is told by an event of its own, and not asked for again with the frame's figure. */
const MAP = ['storage', 'map'] as const;

export const mapQuery = (by: MapBy, limit: number) =>
  queryOptions({
    queryKey: [...MAP, by, limit],
    queryFn: ({ signal }) => call(readStorageMap, { by, limit }, signal),
    placeholderData: keepPreviousData,
  });

export const winsQuery = queryOptions({
  queryKey: [...MAP, 'wins'],
  queryFn: ({ signal }) => call(readWins, {}, signal),
});

export const folderWeightsQuery = queryOptions({
  queryKey: [...MAP, 'folders'],
  queryFn: ({ signal }) => call(weighFolders, {}, signal),
});

export const sobrietyQuery = queryOptions({
  queryKey: [...MAP, 'sobriety'],
  queryFn: ({ signal }) => call(readSobriety, {}, signal),
});

const scanKey = ['storage-scan'];
const scanQuery = queryOptions<ScanState | null>({ queryKey: scanKey, queryFn: () => null });

export const useStorage = () => useQuery(storageQuery).data;

/** How far the reading is, as it was told last; null before anybody asked. */
export const useScan = () => useQuery({ ...scanQuery, enabled: false }).data ?? null;

/** Reads the mailbox anew, or what changed of it since: what is known stays in sight meanwhile. */
export const beginScan = async () => tell(await call(startScan, {}));
export const endScan = async () => tell(await call(stopScan, {}));

/** How far the reading is, from the server. The figures are asked for again at its end, and between now and then. */
export function applyStorageScanned({ scan }: StorageScanned) {
  tell(scan);
}

/** Milliseconds between two looks at figures that are still growing. */
const BETWEEN = 1000;
let next: ReturnType<typeof setTimeout> | undefined;

function tell(scan: ScanState) {
  queryClient.setQueryData(scanKey, scan);
  if (scan.state === 'running') {
    next ??= setTimeout(look, BETWEEN);
    return;
  }
  clearTimeout(next);
  next = undefined;
  void queryClient.invalidateQueries({ queryKey: MAP });
}

const isRunning = () => queryClient.getQueryData<ScanState | null>(scanKey)?.state === 'running';

/** Its end may have been told before this page listened, or before the answer that it had begun: it is asked for as well. */
async function look() {
  next = undefined;
  if (!isRunning()) return;
  // One that is on its way is not begun anew: figures would never come while they change.
  void queryClient.invalidateQueries(
    { queryKey: MAP, predicate: ({ queryKey }) => MAPS.includes(queryKey[2] as MapBy) },
    { cancelRefetch: false },
  );
  const { scan } = await call(readStorageMap, { by: 'folder', limit: 1 }).catch(() => ({
    scan: null,
  }));
  if (!isRunning()) return;
  if (scan) tell(scan);
  else next ??= setTimeout(look, 5 * BETWEEN);
}

/** The address of the page that shows the messages that are meant. */
export const reviewAddress = (choice: Choice, tool: string, about: string) =>
  `/settings/storage/review?${new URLSearchParams({ choice: JSON.stringify(choice), tool, about })}`;

/** What a month changed; less than a rounding is nothing. */
export function changeWords(used: number, before: number, t: Translate, { bytes }: Formats) {
  const change = used - before;
  if (Math.abs(change) < 100_000) return t('storage-change-none');
  const size = bytes(Math.abs(change));
  return t(change > 0 ? 'storage-change-more' : 'storage-change-less', { size });
}
