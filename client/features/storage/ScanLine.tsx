import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import styles from './StorageHome.module.css';
import { beginScan, endScan, useScan } from './storage.ts';

/** How far the mailbox is read, in a line that is always there: nothing moves when the reading ends. */
export function ScanLine() {
  const t = useT();
  const { number, short } = useFormats();
  const scan = useScan();
  const run = (act: () => Promise<unknown>) =>
    void act().catch((error) => toast(sentenceOf(error, t), { look: 'failed' }));
  if (!scan) return <div className={styles.scan} />;
  const { state, done, total, at } = scan;
  const counts = { done: number(done), total: number(total) };
  if (state === 'running')
    return (
      <div className={styles.scan}>
        <span id="scan-words">{t(total ? 'scan-running' : 'scan-begins', counts)}</span>
        <progress aria-labelledby="scan-words" max={total || 1} value={total ? done : undefined} />
        <Button look="plain" onClick={() => run(endScan)}>
          {t('scan-stop')}
        </Button>
      </div>
    );
  const words = {
    none: t('scan-none'),
    done: t('scan-done', { date: short(at ?? Date.now()) }),
    stopped: t('scan-stopped', counts),
    failed: t('scan-failed', counts),
  }[state];
  return (
    <div className={styles.scan}>
      <span role={state === 'failed' ? 'alert' : 'status'}>{words}</span>
      <Button look="plain" onClick={() => run(beginScan)}>
        {t(state === 'done' ? 'scan-again' : state === 'failed' ? 'retry' : 'scan-go-on')}
      </Button>
    </div>
  );
}
