import { WINDOW } from '../../../shared/messages.ts';
import { compareHits, type Hit, type SearchEvent } from '../../../shared/search.ts';
import { inUidSet, type UidSet } from '../../../shared/values.ts';

/** A search as it stands: what is known of it while its answer streams in. */
export interface Results {
  phase: 'running' | 'done' | 'stopped' | 'failed';
  /** Of the search on the server, '' until it has begun. */
  id: string;
  /** Another search runs first. */
  isWaiting: boolean;
  folders: string[];
  /** Folders that are done. */
  answered: number;
  /** The folder whose texts are being read, and how far that is. */
  reading: { folder: string; percent: number | null } | null;
  /** Folders that could not be searched. */
  skipped: string[];
  counts: Record<string, number>;
  uidValidity: Record<string, string>;
  /** The first window, newest first. */
  first: Hit[];
  /** Grows when places change: later windows are read again. */
  version: number;
  /** Why it failed, and what that is about. */
  code: string | null;
  reason: string;
}

export const noResults: Results = {
  phase: 'running',
  id: '',
  isWaiting: false,
  folders: [],
  answered: 0,
  reading: null,
  skipped: [],
  counts: {},
  uidValidity: {},
  first: [],
  version: 0,
  code: null,
  reason: '',
};

export const totalOf = ({ counts }: Results) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** What is known after one more event. */
export function hear(results: Results, event: SearchEvent): Results {
  switch (event.type) {
    case 'waiting':
      return { ...results, isWaiting: true };
    case 'begun':
      return { ...results, isWaiting: false, id: event.id, folders: event.folders };
    case 'reading':
      return {
        ...results,
        reading: {
          folder: event.folder,
          percent: event.percent ?? percentOf(results, event.folder),
        },
      };
    case 'found':
      return found(results, event);
    case 'done':
      return { ...results, phase: 'done', reading: null };
    case 'failed':
      return { ...results, ...failed(event.code, event.reason) };
  }
}

/** What a search that broke off says; what it had found stays. */
export const failed = (code: string | null, reason = '') =>
  ({ phase: 'failed', reading: null, isWaiting: false, code, reason }) as const;

const percentOf = ({ reading }: Results, folder: string) =>
  reading?.folder === folder ? reading.percent : null;

type Found = Extract<SearchEvent, { type: 'found' }>;

function found(results: Results, { folder, count, rows, answered, uidValidity }: Found): Results {
  const known = new Set(results.first.map(idOf));
  const fresh = rows.filter((row) => !known.has(idOf(row)));
  const isChanged = count !== (results.counts[folder] ?? 0) || fresh.length > 0;
  const first = [...results.first, ...fresh].sort(compareHits).slice(0, WINDOW);
  return {
    ...results,
    answered,
    first,
    counts: { ...results.counts, [folder]: count },
    uidValidity: { ...results.uidValidity, [folder]: uidValidity },
    skipped: uidValidity === '' ? [...results.skipped, folder] : results.skipped,
    version: results.version + (isChanged ? 1 : 0),
  };
}

const idOf = ({ folder, uid }: Hit) => `${uid} ${folder}`;

/** Without messages that have left their folder, as far as they are known here. */
export function withoutHits(results: Results, folder: string, gone: UidSet): Results {
  const first = results.first.filter((row) => row.folder !== folder || !inUidSet(gone, row.uid));
  const left = (results.counts[folder] ?? 0) - (results.first.length - first.length);
  return { ...results, first, counts: { ...results.counts, [folder]: Math.max(0, left) } };
}

/** With other flags on the rows that are meant. */
export function withFlags<Row extends Hit>(
  rows: Row[],
  folder: string,
  isMeant: (uid: number) => boolean,
  change: (flags: string[]) => string[],
): Row[] {
  return rows.map((row) =>
    row.folder === folder && isMeant(row.uid) ? { ...row, flags: change(row.flags) } : row,
  );
}
