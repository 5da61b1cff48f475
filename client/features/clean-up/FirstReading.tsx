import { useEffect, useEffectEvent, useState } from 'react';
import { queryClient } from '../../api/query-client.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { beginScan, useScan } from '../storage/storage.ts';
import { FIGURES } from './basket.ts';
import { ProgressBar } from './ProgressBar.tsx';
import styles from './Trouble.module.css';

/** While a mailbox is read for the first time, figures are of what is known so far: it is said, and at the end they are asked for again. */
export function FirstReading() {
  const t = useT();
  const { number } = useFormats();
  const scan = useScan();
  const isRead = scan !== null && scan.at !== null;
  // Whatever was asked for before it was known to be read may have been answered too early.
  const [wasRead] = useState(isRead);
  const begin = useEffectEvent(() => {
    // What is in the way is said where the figures would be.
    if (!isRead) void beginScan().catch(() => {});
  });
  useEffect(() => begin(), []);
  useEffect(() => {
    if (isRead && !wasRead) void queryClient.invalidateQueries({ queryKey: [FIGURES] });
  }, [isRead, wasRead]);
  if (scan?.state !== 'running' || isRead) return null;
  const words = scan.total
    ? t('clean-reading-of', { done: number(scan.done), total: number(scan.total) })
    : t('clean-reading');
  return (
    <div className={styles.trouble}>
      <p role="status">{words}</p>
      <ProgressBar label={words} done={scan.done} total={scan.total} />
    </div>
  );
}
