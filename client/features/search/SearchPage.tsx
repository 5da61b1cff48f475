import { useEffect, useMemo, useRef } from 'react';
import { matchPath, useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { readQuery } from '../../../shared/search/read.ts';
import { writeQuery } from '../../../shared/search/write.ts';
import { watchFolders } from '../../api/live.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { currentAmong, useT } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { folderLabel, isOwnMail, useFolders } from '../folders/folders.ts';
import { ExpungeQuestion } from '../messages/ExpungeQuestion.tsx';
import styles from '../messages/Mailbox.module.css';
import { MessageList } from '../messages/MessageList.tsx';
import { MessageView } from '../messages/MessageView.tsx';
import { knownFolder } from '../messages/messages.ts';
import { useReadAhead } from '../messages/read-ahead.ts';
import { useSelection } from '../messages/selection.ts';
import { useListKeys } from '../messages/useListKeys.ts';
import { usePanes } from '../messages/usePanes.tsx';
import { usePreferences } from '../preferences/preferences.ts';
import { searchAddress } from './address.ts';
import { chosenHits, readAllHits } from './chosen.ts';
import { wordsToShow } from './find-words.ts';
import { HitsBar } from './HitsBar.tsx';
import { useHighlight } from './highlight.ts';
import { countOfHits } from './hit-acts.ts';
import { NoHits, Unready } from './NoHits.tsx';
import { type Place, toNumber, toPlace } from './place.ts';
import { sentenceOfProblem } from './problems.ts';
import type { Results } from './results.ts';
import { SearchBox } from './SearchBox.tsx';
import { SearchHeader } from './SearchHeader.tsx';
import { useHitActs } from './useHitActs.ts';
import { useHits } from './useHits.ts';

/** What a search found, in every folder, and the message that is open beside it. */
export default function SearchPage() {
  const [params] = useSearchParams();
  const q = (params.get('q') ?? '').trim();
  // Each search begins with a list and a selection of its own.
  return <OneSearch key={q} q={q} />;
}

function OneSearch({ q }: { q: string }) {
  const t = useT();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { from?: string } | null };
  const open = toOpen(useParams());
  const folders = useFolders() ?? [];
  const { density } = usePreferences();
  const panes = usePanes();
  const { query, problems } = useMemo(() => readQuery(q), [q]);
  const isReady = query.length > 0 && problems.length === 0;
  const { results, list } = useHits(isReady ? q : '');
  const selection = useSelection();
  const page = useRef<HTMLDivElement>(null);
  const numberOf = (place: Place | null) =>
    place && results.folders.includes(place.folder) ? toNumber(results.folders, place) : null;
  const openUid = numberOf(open);
  useTitle(q);
  useWatch(results, open?.folder);
  useHighlight(
    page,
    useMemo(() => wordsToShow(q), [q]),
  );

  const placeOf = (number: number) => toPlace(results.folders, number);
  const folderOf = (path: string | undefined) => folders.find((one) => one.path === path);
  const label = (path: string) => {
    const known = folderOf(path);
    return known ? folderLabel(known, t) : path;
  };
  const go = (number: number | null) => {
    const to = number === null ? null : placeOf(number);
    return navigate(searchAddress(q, to), { state: { from: state?.from } });
  };
  const chosen = chosenHits(results, selection.all?.uids ?? [...selection.uids]);
  /** What is open leaves: the next one below takes its place, else the one above. */
  const leaving = (number: number, act: () => void) => {
    if (number === openUid) {
      const at = list.order.indexOf(number);
      void go(list.order[at + 1] ?? list.order[at - 1] ?? null);
    }
    act();
  };
  const { act, actOnAll, menus, remove, removeOne, doomed, spare } = useHitActs(
    results,
    list.indexOf,
    leaving,
  );
  const selectAll = async () => {
    try {
      selection.setAll(await readAllHits(results));
    } catch (error) {
      toast(sentenceOf(error, t), { look: 'failed' });
    }
  };
  const whereIs = ({ uid }: { uid: number }) => placeOf(uid) ?? { folder: '', uid };
  useReadAhead({ whereIs, list, openUid });
  useListKeys({
    list,
    selection,
    openUid,
    addressed: () =>
      numberOf(toOpen(matchPath('/search/:place/:message', location.pathname)?.params)),
    whereIs: ({ uid }) => placeOf(uid),
    go,
    act,
    actOnChosen: (kind) => {
      actOnAll(chosen, kind);
      selection.clear();
    },
  });

  return (
    <div
      ref={page}
      className={styles.mailbox}
      data-reading={open !== null || undefined}
      {...panes.around}
    >
      <section className={styles.list} aria-label={t('search-results')}>
        <SearchBox q={q} from={state?.from ?? '/'} />
        {isReady ? (
          <>
            {selection.count > 0 ? (
              <HitsBar
                groups={chosen}
                total={list.total ?? 0}
                isAll={selection.all !== null}
                onAll={() => void selectAll()}
                onDelete={remove}
                onClear={selection.clear}
              />
            ) : list.error ? (
              <h1 className="visually-hidden">{t('search')}</h1>
            ) : (
              <SearchHeader
                q={q}
                results={results}
                onEverywhere={() => {
                  const everywhere = {
                    not: false,
                    term: { kind: 'in', text: 'anywhere' },
                  } as const;
                  void navigate(
                    searchAddress(writeQuery([...query, [everywhere]], currentAmong(['en', 'fr']))),
                    { state },
                  );
                }}
              />
            )}
            <MessageList
              list={list}
              selection={selection}
              openUid={openUid}
              compact={density === 'compact'}
              showsRecipients={({ uid }) => isOwnMail(folderOf(placeOf(uid)?.folder))}
              placeOf={({ uid }) => label(placeOf(uid)?.folder ?? '')}
              empty={<NoHits isRunning={results.phase === 'running'} />}
              whereIs={whereIs}
              onOpen={(number) => void go(number)}
              onAct={act}
            />
          </>
        ) : (
          <Unready sentence={problems[0] && sentenceOfProblem(problems[0], t)} />
        )}
      </section>
      {panes.split}
      <section className={styles.reading} aria-label={t('message')}>
        {open === null ? (
          <p className={styles.nothing}>{t('choose-message')}</p>
        ) : (
          <MessageView
            key={`${open.folder}/${open.uid}`}
            folder={folderOf(open.folder)}
            path={open.folder}
            uid={open.uid}
            onBack={() => void go(null)}
            onLeave={(done) => (openUid === null ? done() : leaving(openUid, done))}
            onDelete={(what) => {
              const group = { ...what, uidValidity: results.uidValidity[what.folder] ?? '' };
              if (openUid === null) removeOne(group);
              else removeOne(group, (done) => leaving(openUid, done));
            }}
          />
        )}
      </section>
      {menus}
      {doomed && (
        <ExpungeQuestion
          count={countOfHits(doomed.groups)}
          onExpunge={doomed.act}
          onClose={spare}
        />
      )}
    </div>
  );
}

function toOpen({ place, message }: { place?: string; message?: string } = {}): Place | null {
  return place && message ? { folder: place, uid: Number(message) } : null;
}

function useTitle(q: string) {
  const t = useT();
  useEffect(() => {
    document.title = t('page-title', { folder: q ? t('search-title', { q }) : t('search') });
  }, [t, q]);
}

/** As many folders as the server watches for a page, but for the one that is open. */
const MOST_WATCHED = 19;

/** The server tells what changes in the folders that hits lie in, and of the message that is open. */
function useWatch({ counts }: Results, open: string | undefined) {
  const found = Object.keys(counts).filter((folder) => counts[folder]);
  const paths = [...new Set([...(open ? [open] : []), ...found.slice(0, MOST_WATCHED)])];
  const wanted = paths.join('\0');
  useEffect(() => {
    watchFolders(() => wanted.split('\0').flatMap((folder) => knownFolder(folder) ?? []));
  }, [wanted]);
}
