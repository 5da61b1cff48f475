import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './AutomaticReply.module.css';
import { readReplyAgain, useReply } from './automatic-reply.ts';
import { PlanForm } from './PlanForm.tsx';

/** The page on which mail is told to be answered by itself. */
export default function AutomaticReplyPanel() {
  const t = useT();
  const { data: page, error, isFetching } = useReply();
  if (page?.state === 'ready') return <PlanForm page={page} />;
  if (page?.state === 'unable') return <p className={styles.trouble}>{t('away-unable')}</p>;
  if (!page && !error) return <p className={styles.hint}>{t('loading')}</p>;
  return (
    <div role="alert" className={styles.trouble}>
      <p>{error ? sentenceOf(error, t) : t('away-down')}</p>
      <Button disabled={isFetching} onClick={() => void readReplyAgain()}>
        {t('away-again')}
      </Button>
    </div>
  );
}
