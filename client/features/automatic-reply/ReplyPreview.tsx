import { useIntl } from 'react-intl';
import { type Absence, ORIGINAL_SUBJECT } from '../../../shared/automatic-reply.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './AutomaticReply.module.css';
import { moment } from './words.ts';

/** What somebody who writes will get, and when again. */
export function ReplyPreview({ absence, address }: { absence: Absence; address: string }) {
  const t = useT();
  const { locale } = useIntl();
  const { subject, message, second, days, end } = absence;
  const original = t('away-preview-original');
  const shown = subject ? subject.replaceAll(ORIGINAL_SUBJECT, original) : `Auto: ${original}`;
  return (
    <section aria-label={t('away-preview')} className={styles.preview}>
      <h2>{t('away-preview')}</h2>
      <p className={styles.hint}>{t('away-preview-case', { subject: original })}</p>
      <div className={styles.letter}>
        <p className={styles.head}>
          <bdi>{address}</bdi>
          <strong>
            <bdi>{shown}</bdi>
          </strong>
        </p>
        <p dir="auto" className={styles.body}>
          {message}
        </p>
        {second && (
          <>
            <hr />
            <p dir="auto" className={styles.body}>
              {second}
            </p>
          </>
        )}
      </div>
      <p className={styles.hint}>
        {end === null
          ? t('away-preview-again', { count: days })
          : t('away-preview-again-until', { count: days, end: moment(end, { t, locale }) })}
      </p>
    </section>
  );
}
