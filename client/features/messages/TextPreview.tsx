import { useQuery } from '@tanstack/react-query';
import { readFileText } from '../../../shared/files.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './Preview.module.css';
import type { ShownFile } from './Preview.tsx';

/** A text in its own charset, as text and nothing else. */
export function TextPreview({ message: { folder, uid, uidValidity }, file: { part } }: ShownFile) {
  const t = useT();
  const { data, error } = useQuery({
    queryKey: ['file-text', folder, uidValidity, uid, part],
    queryFn: ({ signal }) => call(readFileText, { folder, uid, part }, signal),
  });
  if (error) return <p className={styles.said}>{sentenceOf(error, t)}</p>;
  if (!data) return <p className={styles.said}>{t('loading')}</p>;
  if (!data.content) return <p className={styles.said}>{t('preview-empty')}</p>;
  return (
    <>
      {data.truncated && <p className={styles.said}>{t('preview-cut')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard */}
      <pre className={styles.text} dir="auto" tabIndex={0}>
        {data.content}
      </pre>
    </>
  );
}
