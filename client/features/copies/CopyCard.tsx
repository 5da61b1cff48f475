import { useId } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CopySearch } from '../../../shared/copies.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { reviewAddress, STORAGE } from '../clean-up/addresses.ts';
import { addToBasket, lineFor } from '../clean-up/basket.ts';
import { ProgressBar } from '../clean-up/ProgressBar.tsx';
import { figures } from '../clean-up/words.ts';
import styles from './Copies.module.css';
import { CopyExamples } from './CopyExamples.tsx';
import { beginSearch, endSearch } from './copies.ts';

/** The words and the tool of each kind. */
const kinds = { duplicate: 'duplicates', quoted: 'quoted' } as const;

/** One kind of superfluous messages: searched for on a click, shown with examples before anything goes. */
export function CopyCard({ search }: { search: CopySearch }) {
  const t = useT();
  const formats = useFormats();
  const navigate = useNavigate();
  const id = useId();
  const { kind, state, done, total, at, messages, alsoSent, examples } = search;
  const tool = kinds[kind];
  const title = t(`clean-tool-${tool}`);
  const meant = { choice: { marked: kind }, tool, about: '' };
  const isRunning = state === 'running';
  const found = messages
    ? t('copies-found', { figures: figures(search, t, formats) })
    : t(`copies-${tool}-none`);
  return (
    <section aria-labelledby={id} className={styles.card}>
      <h3 id={id}>{title}</h3>
      <p className={styles.hint}>{t(`copies-${tool}-hint`)}</p>
      {isRunning && (
        <>
          <ProgressBar label={t('copies-looking')} done={done} total={total} />
          <p className={styles.hint}>
            {total ? t('copies-progress', { done, total }) : t('copies-looking')}
          </p>
        </>
      )}
      <p role="status" className={styles.found}>
        {state === 'failed' && t('copies-failed')}
        {state === 'stopped' && t('copies-stopped')}
        {state === 'done' && found}
      </p>
      {!isRunning && at !== null && alsoSent > 0 && (
        <p className={styles.hint}>{t('copies-also-sent', { count: alsoSent })}</p>
      )}
      <div className={styles.acts}>
        {isRunning ? (
          <Button onClick={() => void endSearch(kind)}>{t('clean-stop')}</Button>
        ) : (
          <Button look={at === null ? 'primary' : 'normal'} onClick={() => void beginSearch(kind)}>
            {t(at === null ? `copies-${tool}-look` : `copies-${tool}-again`)}
          </Button>
        )}
        {!isRunning && messages > 0 && (
          <>
            <Link
              to={reviewAddress(meant)}
              aria-label={t('clean-review-name', { name: title })}
              className={styles.link}
            >
              {t('review')}
            </Link>
            <Button
              aria-label={t('tool-add-name', { name: title })}
              onClick={() =>
                void addToBasket(lineFor(meant), () => void navigate(`${STORAGE}/basket`))
              }
            >
              {t('basket-add')}
            </Button>
          </>
        )}
      </div>
      {!isRunning && examples.length > 0 && <CopyExamples examples={examples} />}
    </section>
  );
}
