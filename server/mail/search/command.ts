import type { ImapFlow } from 'imapflow';
import { getStringValue } from 'imapflow/lib/tools.js';
import { toUidSet } from '../../../shared/values.ts';
import { type Handlers, runCommand } from '../imap.ts';
import { toSequenceSet } from '../ranges.ts';
import { time } from '../rows.ts';
import { atom, type SearchToken } from './criteria.ts';

/** Says how far a long search is, in percent, or null when the server only says that it goes on. */
export type Progress = (percent: number | null) => void;

/** Hits whose arrival is read one by one where the server cannot sort; beyond, UIDs tell the order. */
const MOST_DATED = 5000;

/**
 * UIDs of the selected folder that match, newest arrival first: one SORT (RFC 5256), or one SEARCH
 * where the server has no SORT.
 */
export async function findUids(
  imap: ImapFlow,
  criteria: SearchToken[],
  progress: Progress = () => {},
): Promise<number[]> {
  if (!imap.capabilities.has('SORT'))
    return byArrival(imap, await search(imap, criteria, progress));
  const uids: number[] = [];
  await runCommand(imap, 'UID SORT', [[atom('ARRIVAL')], atom('UTF-8'), ...criteria], {
    ...heard(progress),
    SORT: async ({ attributes, numbers }) => collect(uids, numbers ?? attributes),
  });
  return uids.reverse();
}

/** UIDs of the selected folder that match, in no order. */
export async function search(
  imap: ImapFlow,
  criteria: SearchToken[],
  progress: Progress = () => {},
): Promise<number[]> {
  const uids: number[] = [];
  const charset = criteria.some(({ type }) => type === 'LITERAL')
    ? [atom('CHARSET'), atom('UTF-8')]
    : [];
  await runCommand(imap, 'UID SEARCH', [...charset, ...criteria], {
    ...heard(progress),
    SEARCH: async ({ attributes, numbers }) => collect(uids, numbers ?? attributes),
    ESEARCH: async ({ attributes }) => collectRanges(uids, attributes ?? []),
  });
  return uids;
}

function collect(uids: number[], values: unknown[] = []) {
  for (const value of values) {
    const uid = typeof value === 'number' ? value : Number(getStringValue(value as never));
    if (Number.isInteger(uid) && uid > 0) uids.push(uid);
  }
}

/** IMAP4rev2 answers a SEARCH with `ESEARCH … ALL 1:5,9` (RFC 9051 section 7.3.4). */
function collectRanges(uids: number[], attributes: unknown[]) {
  const values = attributes.map((value) => String(getStringValue(value as never)));
  const set = values[values.findIndex((value) => value.toUpperCase() === 'ALL') + 1] ?? '';
  if (!/^\d+(:\d+)?(,\d+(:\d+)?)*$/.test(set)) return;
  for (const range of set.split(',')) {
    const [from = 0, to = from] = range.split(':').map(Number);
    for (let uid = from; uid <= to && uids.length < 10_000_000; uid++) uids.push(uid);
  }
}

/** Dovecot says every ten seconds how far it is: "Searched 45% of the mailbox, ETA 0:12". */
const heard = (progress: Progress): Handlers => ({
  OK: async ({ attributes = [] }) => {
    const said = attributes.map((value) => String(getStringValue(value as never))).join(' ');
    const [, percent] = /(\d{1,3})% of the mailbox/.exec(said) ?? [];
    progress(percent === undefined ? null : Number(percent));
  },
});

async function byArrival(imap: ImapFlow, uids: number[]): Promise<number[]> {
  const newestFirst = uids.sort((a, b) => b - a);
  if (uids.length > MOST_DATED) return newestFirst;
  const dates = await fetchArrivals(imap, newestFirst);
  return newestFirst.sort((a, b) => (dates.get(b) ?? 0) - (dates.get(a) ?? 0) || b - a);
}

/** When messages of the selected folder arrived (INTERNALDATE), in epoch milliseconds; missing = gone. */
export async function fetchArrivals(imap: ImapFlow, uids: number[]): Promise<Map<number, number>> {
  if (!uids.length) return new Map();
  const range = toSequenceSet(toUidSet(uids));
  const found = await imap.fetchAll(range, { uid: true, internalDate: true }, { uid: true });
  return new Map(found.map(({ uid, internalDate }) => [uid, time(internalDate) ?? 0]));
}
