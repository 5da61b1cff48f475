import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { MOST_A_RUN, type RetentionRule } from '../../../shared/retention.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { useDay } from '../clean-up/useDay.ts';
import { figures, period } from '../clean-up/words.ts';
import styles from './Retention.module.css';
import { restWords } from './rests.ts';
import { previewQuery, type RuleWords } from './retention.ts';

/** Milliseconds without a change after which the server is asked. */
const PAUSE = 400;

/** What a rule would take if it ran now: how much, from when, which, and what it leaves alone. */
export function RulePreview({ rule }: { rule: Omit<RetentionRule, 'id'> | null }) {
  const t = useT();
  const formats = useFormats();
  const days = useDay();
  const settled = useSettled(rule && JSON.stringify(rule));
  const asked = settled === null ? null : (JSON.parse(settled) as RuleWords);
  const { data, error } = useQuery({
    ...previewQuery(asked ?? NONE),
    enabled: asked !== null,
  });
  if (!rule) return <p className={styles.line}>{t('retention-preview-later')}</p>;
  if (error) return <p className={styles.line}>{sentenceOf(error, t)}</p>;
  if (!data || settled !== JSON.stringify(rule)) return <p role="status">{t('clean-counting')}</p>;
  const rests = restWords({ rests: data.rests, choice: rule.choice }, t);
  const spared = SPARED.filter((one) => (data.spared[one] ?? 0) > 0).map((one) =>
    t(`clean-spared-${one}` as MessageId, { count: data.spared[one] ?? 0 }),
  );
  return (
    <div className={styles.preview}>
      <p role="status" className={styles.figures}>
        {data.messages
          ? t('retention-preview', {
              figures: [figures(data, t, formats), period(data, t, days)].join(' · '),
            })
          : t('retention-preview-none')}
      </p>
      {rests && <p className={styles.warning}>{rests}</p>}
      {data.messages > MOST_A_RUN && (
        <p className={styles.line}>{t('retention-most', { count: MOST_A_RUN })}</p>
      )}
      {spared.length > 0 && (
        <p className={styles.line}>{t('retention-spared', { what: spared.join(', ') })}</p>
      )}
      {data.samples.length > 0 && (
        <ul aria-label={t('clean-samples')} className={styles.samples}>
          {data.samples.slice(0, 3).map((row) => (
            <li key={`${row.folder} ${row.uid}`}>
              <bdi>{row.from.name || row.from.address || t('no-sender')}</bdi>
              {' — '}
              <bdi>{row.subject || t('no-subject')}</bdi>
              <span className={styles.weight}>{days.date(row.received)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const SPARED = ['starred', 'answered', 'contacts'] as const;

const NONE: RuleWords = {
  name: '',
  on: false,
  place: 'junk',
  choice: {},
  keep: { days: 36_500 },
  spares: [],
};

/** The value once it has not changed for a while. */
function useSettled(value: string | null): string | null {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
