import { decodeWords } from 'postal-mime';
import { useMemo } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import Viewer from '../../ui/Viewer.tsx';
import { headerFields, useRawSource } from './raw-source.ts';
import styles from './Source.module.css';

interface Props {
  folder: string;
  uid: number;
  onClose(): void;
}

const MOST = 256_000;
const MOST_FIELDS = 1000;

/** Every header field, in its order, encoded words in clear. */
export default function HeadersViewer({ folder, uid, onClose }: Props) {
  const t = useT();
  const { text, isDone, isBroken } = useRawSource(folder, uid, MOST);
  const fields = useMemo(
    () => (isDone ? headerFields(text).slice(0, MOST_FIELDS) : []),
    [text, isDone],
  );
  return (
    <Viewer title={t('headers-title')} closeLabel={t('close')} onClose={onClose}>
      {isBroken || !isDone ? (
        <p className={styles.said}>{t(isBroken ? 'error.unavailable' : 'loading')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard
        <div className={styles.scroll} tabIndex={0}>
          <table className={styles.fields}>
            <thead className="visually-hidden">
              <tr>
                <th>{t('header-name')}</th>
                <th>{t('header-value')}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(([name, value], i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a header never changes its order
                <tr key={i}>
                  <th scope="row">{name}</th>
                  <td dir="auto">{clear(value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Viewer>
  );
}

function clear(value: string): string {
  if (!value.includes('=?')) return value;
  try {
    return decodeWords(value);
  } catch {
    return value;
  }
}
