import { type Request, Router } from 'express';
import { Refusal } from '../../../shared/refusal.ts';
import { readQuery } from '../../../shared/search/read.ts';
import type { Query } from '../../../shared/search/terms.ts';
import {
  dropHits,
  type Hit,
  type HitWindow,
  listHits,
  readHits,
  type SearchEvent,
  startSearch,
} from '../../../shared/search.ts';
import { toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { handle, toRefusal } from '../../http/endpoint.ts';
import { handleStream } from '../../http/stream.ts';
import { fetchArrivals } from '../../mail/search/command.ts';
import { readHitRows } from '../../mail/search/hit-rows.ts';
import type { Place } from '../../mail/search/hits.ts';
import { sessionOf } from '../session/session.ts';
import { runSearch } from './run.ts';
import { type Search, Searches } from './searches.ts';

/** A search of the text of very many messages may take this long, in milliseconds. */
const LONG = { deadline: 30 * 60_000 };
const READ = { repeatable: true };

/** Finding: one search at a time for each account, its results read in windows. */
export function search(context: Context): Router {
  const { mail, log } = context;
  const searches = new Searches();
  const router = Router();
  const kept = (request: Request, id: string) => searches.find(sessionOf(request).account, id);

  router.post(
    startSearch.path,
    handleStream(startSearch, async ({ q }, request, stream) => {
      const session = sessionOf(request);
      const query = understand(q);
      let begun = false;
      const tell = (event: SearchEvent) => {
        begun = true;
        stream.tell(event);
      };
      const run = () =>
        stream.signal.aborted
          ? Promise.resolve()
          : mail.use(
              session,
              (imap) =>
                untilAborted(imap, stream.signal, () =>
                  runSearch(imap, query, searches.begin(session.account), { ...stream, tell }),
                ),
              LONG,
            );
      try {
        await searches.inTurn(session.account, run, () => tell({ type: 'waiting' }));
      } catch (error) {
        if (stream.signal.aborted) return;
        if (!begun) throw error;
        const { code, details } = toRefusal(error);
        if (code === 'server-error') log.error({ err: error }, 'search');
        tell({ type: 'failed', code, reason: String(details.reason ?? '') });
      }
    }),
  );

  router.get(
    readHits.path,
    handle(readHits, async ({ id, offset, limit }, request) => {
      const session = sessionOf(request);
      const found = kept(request, id);
      const places = await found.hits.window(offset, limit, (folder, uids) =>
        mail.inFolder(session, folder, (imap) => fetchArrivals(imap, uids), READ),
      );
      const rows = await readPlaces(places, (folder, uids) =>
        mail.inFolder(session, folder, (imap) => readHitRows(imap, folder, uids), READ),
      );
      return windowOf(found, offset, places, rows);
    }),
  );

  router.get(
    listHits.path,
    handle(listHits, async ({ id }, request) => {
      const { hits } = kept(request, id);
      const folders = hits.all().map(({ folder, uids }) => ({ folder, uids: toUidSet(uids) }));
      return { total: hits.total, folders };
    }),
  );

  router.post(
    dropHits.path,
    handle(dropHits, async ({ id, folder, uids }, request) => {
      const { hits } = kept(request, id);
      return { left: hits.drop(folder, uids) };
    }),
  );
  return router;
}

function understand(text: string): Query {
  const { query, problems } = readQuery(text);
  const [problem] = problems;
  if (problem)
    throw new Refusal('search-invalid', 'A value cannot be right.', { reason: problem.typed });
  if (!query.length)
    throw new Refusal('search-invalid', 'There is nothing to look for.', { reason: text });
  return query;
}

/** Whoever leaves ends the command: the server stops reading when its connection closes. */
async function untilAborted(
  imap: { close(): void },
  signal: AbortSignal,
  act: () => Promise<void>,
): Promise<void> {
  const stop = () => imap.close();
  signal.addEventListener('abort', stop);
  try {
    await act();
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Rows in the order of their places, read folder by folder. */
async function readPlaces(
  places: Place[],
  read: (folder: string, uids: number[]) => Promise<Hit[]>,
): Promise<Map<Place, Hit>> {
  const rows = new Map<Place, Hit>();
  for (const folder of new Set(places.map((place) => place.folder))) {
    const wanted = places.filter((place) => place.folder === folder);
    const found = await read(
      folder,
      wanted.map(({ uid }) => uid),
    );
    const byUid = new Map(found.map((row) => [row.uid, row]));
    for (const place of wanted) {
      const row = byUid.get(place.uid);
      if (row) rows.set(place, row);
    }
  }
  return rows;
}

/** A message that is gone since it was found leaves the hits with the window that finds out. */
function windowOf(
  { hits }: Search,
  offset: number,
  places: Place[],
  rows: Map<Place, Hit>,
): HitWindow {
  for (const place of places) if (!rows.has(place)) hits.drop(place.folder, [place.uid]);
  const there = places.flatMap((place) => rows.get(place) ?? []);
  return { total: hits.total, offset, rows: there };
}
