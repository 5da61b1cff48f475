import { type ReactNode, useEffect, useState } from 'react';
import type { ErrorCode } from '../../../shared/errors.ts';
import { foldersIn } from '../../../shared/search/folders.ts';
import { readQuery } from '../../../shared/search/read.ts';
import { ApiError } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { folderLabel, useFolders } from '../folders/folders.ts';
import { type Results, totalOf } from './results.ts';
import styles from './SearchHeader.module.css';
import { searchAgain, stopSearch } from './searches.ts';

interface Props {
  q: string;
  results: Results;
  /** Asks the same of Junk and Trash too. */
  onEverywhere(): void;
}

/** How much was found, and how far the search is. */
export function SearchHeader({ q, results, onEverywhere }: Props) {
  const t = useT();
  const { number } = useFormats();
  const { phase, answered, folders } = results;
  const count = totalOf(results);
  const isRunning = phase === 'running';
  const isOneFolder = foldersIn(readQuery(q).query).all.length > 0;
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1 className={styles.title} title={number(count)}>
          {isRunning && count === 0 ? t('search-running') : t('search-found', { count })}
        </h1>
        {isRunning && (
          <Button look="plain" className={styles.act} onClick={() => stopSearch(q)}>
            {t('search-stop')}
          </Button>
        )}
        {(phase === 'stopped' || phase === 'failed') && (
          <Button look="plain" className={styles.act} onClick={() => void searchAgain(q)}>
            {t('search-again')}
          </Button>
        )}
      </div>
      <Status results={results}>
        {phase === 'done' && !isOneFolder && (
          <button type="button" className={styles.link} onClick={onEverywhere}>
            {t('search-everywhere')}
          </button>
        )}
      </Status>
      <progress
        className={styles.progress}
        data-running={isRunning || undefined}
        aria-label={t('search-progress')}
        max={Math.max(1, folders.length)}
        value={isRunning ? answered : folders.length}
      />
    </header>
  );
}

/** A blink is no news: what takes longer is said, and what takes very long says why. */
const NEWS = 400;

function Status({ results, children }: { results: Results; children: ReactNode }) {
  const t = useT();
  const known = useFolders();
  const { phase, answered, folders, reading, skipped, isWaiting, code, reason } = results;
  const isSlow = useDelayed(phase === 'running', NEWS);
  const label = (path: string) => {
    const folder = known?.find((one) => one.path === path);
    return folder ? folderLabel(folder, t) : path;
  };
  if (phase === 'failed') {
    const error = code ? new ApiError(code as ErrorCode, '', { reason }) : null;
    return (
      <p role="alert" className={styles.status}>
        {error ? sentenceOf(error, t) : t('search-broken')}
      </p>
    );
  }
  const far = { answered, count: folders.length };
  const texts: string[] = [];
  if (phase === 'stopped') texts.push(t('search-stopped', far));
  if (phase === 'running' && isSlow) {
    if (isWaiting) texts.push(t('search-waiting'));
    else if (folders.length) texts.push(t('search-far', far));
    if (reading) {
      const percent = reading.percent ?? 0;
      texts.push(t('search-reading', { folder: label(reading.folder), percent }));
    }
  }
  if (phase === 'done') texts.push(t('search-done', { count: folders.length }));
  if (skipped.length) texts.push(t('search-skipped', { folders: skipped.map(label).join(', ') }));
  const text = texts.join(' ');
  return (
    <div className={styles.status} title={text}>
      <span role="status">{text}</span> {children}
    </div>
  );
}

/** True once it has been true for a while. */
function useDelayed(isTrue: boolean, delay: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isTrue) return;
    const timer = setTimeout(() => setLate(true), delay);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isTrue, delay]);
  return isTrue && isLate;
}
