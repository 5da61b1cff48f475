import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { ProgressBar } from './ProgressBar.tsx';
import { isUnread, useReading } from './scan.ts';
import styles from './Trouble.module.css';

/** Why figures cannot be shown. A mailbox that was never read is read now. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const t = useT();
  const { number } = useFormats();
  const unread = isUnread(error);
  const scan = useReading(unread, onRetry);
  if (unread && scan?.state !== 'failed' && scan?.state !== 'stopped') {
    const words = scan?.total
      ? t('clean-reading-of', { done: number(scan.done), total: number(scan.total) })
      : t('clean-reading');
    return (
      <div className={styles.trouble}>
        <p role="status">{words}</p>
        <ProgressBar label={words} done={scan?.done ?? 0} total={scan?.total ?? 0} />
      </div>
    );
  }
  return (
    <div role="alert" className={styles.trouble}>
      <p>{sentenceOf(error, t)}</p>
      <Button onClick={onRetry}>{t('retry')}</Button>
    </div>
  );
}
