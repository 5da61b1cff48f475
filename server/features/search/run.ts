import type { ImapFlow, MailboxObject } from 'imapflow';
import { WINDOW } from '../../../shared/messages.ts';
import type { Query } from '../../../shared/search/terms.ts';
import type { SearchEvent } from '../../../shared/search.ts';
import type { Stream } from '../../http/stream.ts';
import { isBroken } from '../../mail/failures.ts';
import { fetchArrivals } from '../../mail/search/command.ts';
import { type Depth, hasQuickPart, needsText } from '../../mail/search/criteria.ts';
import { readHitRows } from '../../mail/search/hit-rows.ts';
import { type FolderQuery, planSearch } from '../../mail/search/plan.ts';
import { findMatches } from '../../mail/search/refine.ts';
import { modseqOf } from '../../mail/windows.ts';
import { readFolders } from '../folders.ts';
import type { Search } from './searches.ts';

/**
 * Searches folder after folder on one connection, and tells what each answers. Where texts have to be
 * read and the server has no index of them, it goes twice: names and subjects first, at once, then the
 * texts, small folders before large ones.
 *
 * @throws Refusal before the first event; afterwards whatever broke.
 */
export async function runSearch(
  imap: ImapFlow,
  query: Query,
  search: Search,
  { tell, signal }: Stream<SearchEvent>,
): Promise<void> {
  // Dovecot says so when it has a full-text index (RFC 6203).
  const isIndexed = imap.capabilities.has('SEARCH=FUZZY');
  const folders = planSearch(query, await readFolders(imap));
  tell({ type: 'begun', id: search.id, folders: folders.map(({ path }) => path) });
  const told = new Set<string>();
  const look = (folder: FolderQuery, depth: Depth, answered: number) =>
    searchFolder(imap, folder, depth, { search, told, answered, tell });
  const reads = (folder: FolderQuery) => needsText(folder.query) && !isIndexed;

  for (const folder of folders) {
    if (signal.aborted) return;
    if (reads(folder) && hasQuickPart(folder.query)) await look(folder, 'names', 0);
  }
  let answered = 0;
  for (const folder of folders.toSorted(
    (a, b) => Number(reads(a)) - Number(reads(b)) || order(a, b),
  )) {
    if (signal.aborted) return;
    if (reads(folder)) tell({ type: 'reading', folder: folder.path, percent: null });
    await look(folder, 'all', ++answered);
  }
  tell({ type: 'done' });
}

const order = (a: FolderQuery, b: FolderQuery) =>
  Number(b.path === 'INBOX') - Number(a.path === 'INBOX') || a.total - b.total;

interface State {
  search: Search;
  /** First-window rows that the listener has. */
  told: Set<string>;
  answered: number;
  tell(event: SearchEvent): void;
}

async function searchFolder(
  imap: ImapFlow,
  { path, query }: FolderQuery,
  depth: Depth,
  { search, told, answered, tell }: State,
) {
  const { hits } = search;
  try {
    const mailbox = await select(imap, path);
    // Taken before the search: a change during it is told twice rather than never.
    const before = {
      uidValidity: String(mailbox.uidValidity),
      modseq: modseqOf(mailbox),
      uidNext: mailbox.uidNext,
    };
    const uids = await findMatches(imap, mailbox, query, depth, (percent) =>
      tell({ type: 'reading', folder: path, percent }),
    );
    hits.set(path, uids);
    const window = await hits.window(0, WINDOW, arrivalsFrom(imap));
    const places = window.filter((place) => place.folder === path && !told.has(nameOf(place)));
    for (const place of places) told.add(nameOf(place));
    await select(imap, path);
    const rows = await readHitRows(
      imap,
      path,
      places.map(({ uid }) => uid),
    );
    tell({ type: 'found', folder: path, count: uids.length, answered, rows, ...before });
  } catch (error) {
    // A folder that was deleted meanwhile, or that the server will not search, does not end the others.
    if (isBroken(error) || !imap.usable) throw error;
    const nothing = { count: 0, rows: [], uidValidity: '', modseq: '0', uidNext: 0 };
    tell({ type: 'found', folder: path, answered, ...nothing });
  }
}

const nameOf = ({ folder, uid }: { folder: string; uid: number }) => `${uid} ${folder}`;

/** Arrivals read on a connection of one's own, whatever folder they are in. */
const arrivalsFrom =
  (imap: ImapFlow) =>
  async (folder: string, uids: number[]): Promise<Map<number, number>> => {
    await select(imap, folder);
    return fetchArrivals(imap, uids);
  };

async function select(imap: ImapFlow, folder: string): Promise<MailboxObject> {
  if (imap.mailbox && imap.mailbox.path === folder) return imap.mailbox;
  return imap.mailboxOpen(folder);
}
