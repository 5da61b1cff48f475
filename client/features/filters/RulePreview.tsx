import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { previewRule, type SimpleRule } from '../../../shared/filters.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { labelOf } from '../folders/folders.ts';
import styles from './Filters.module.css';
import { wordsOfCondition } from './words.ts';

/** Milliseconds without a keystroke after which the server is asked. */
const PAUSE = 400;

interface Props {
  rule: SimpleRule;
  /** False while a condition is not complete. */
  isRight: boolean;
  folder: string;
}

/** What the conditions mean today: how many messages of a folder, and which. */
export function RulePreview({ rule, isRight, folder }: Props) {
  const t = useT();
  const { short } = useFormats();
  const { match, conditions } = rule;
  const asked = useSettled(JSON.stringify({ match, conditions }));
  const { data, error, isFetching } = useQuery({
    queryKey: ['filter-preview', folder, asked],
    queryFn: ({ signal }) => {
      const parts = JSON.parse(asked) as Pick<SimpleRule, 'match' | 'conditions'>;
      // What is done with them does not matter, nor what the rule is called.
      const bare: SimpleRule = { ...rule, name: '', actions: [{ do: 'keep' }], ...parts };
      return call(previewRule, { folder, rule: bare }, signal);
    },
    enabled: isRight && conditions.length > 0,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
  if (!conditions.length) return null;
  const name = labelOf(folder, t);
  const unasked = (data?.unasked ?? []).flatMap((i) => conditions[i] ?? []);
  return (
    <div className={styles.preview} aria-busy={isFetching}>
      {!isRight ? (
        <p className={styles.hint}>{t('filter-preview-none-yet')}</p>
      ) : error ? (
        <p className={styles.hint}>{sentenceOf(error, t)}</p>
      ) : data ? (
        <>
          <p role="status">{t('filter-preview', { count: data.total, folder: name })}</p>
          {unasked.length > 0 && (
            <p className={styles.hint}>
              {t('filter-preview-unasked', {
                conditions: unasked.map((one) => wordsOfCondition(one, t)).join('; '),
              })}
            </p>
          )}
          {data.rows.length > 0 && (
            <details>
              <summary>{t('filter-preview-show', { count: data.rows.length })}</summary>
              <ul className={styles.found} aria-label={t('filter-preview-list')}>
                {data.rows.map((one) => (
                  <li key={one.uid}>
                    <bdi className={styles.who}>{one.from || t('no-sender')}</bdi>
                    <bdi className={styles.what}>{one.subject || t('no-subject')}</bdi>
                    <time className={styles.date}>{short(one.date)}</time>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      ) : (
        <p className={styles.hint}>{t('filter-preview-looking')}</p>
      )}
    </div>
  );
}

/** The value once it has stayed the same for a moment: a search of a mailbox is no work for each key. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
