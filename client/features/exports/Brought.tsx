import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { labelOf, useFolders } from '../folders/folders.ts';
import { type Result, undoBringing } from './bring-back.ts';
import styles from './Exports.module.css';

/** What became of a file that was brought back. */
export function Brought({ result }: { result: Result }) {
  const t = useT();
  useFolders();
  const { name, answer, error, state } = result;
  return (
    <li className={styles.item}>
      <p className={styles.name} dir="auto">
        {name}
      </p>
      {state === 'cancelled' && <p role="status">{t('import-cancelled', { name })}</p>}
      {state === 'undone' && <p role="status">{t('exports-undone')}</p>}
      {state === 'failed' && (
        <p role="alert" className={styles.error}>
          {typeof error === 'string' ? error : sentenceOf(error, t)} {t('exports-nothing-kept')}
        </p>
      )}
      {state === 'done' && answer && (
        <>
          <p role="status">
            {t('exports-brought', { count: answer.count, folders: answer.places.length })}{' '}
            {answer.skipped > 0 && t('exports-skipped', { count: answer.skipped })}
          </p>
          <ul className={styles.places}>
            {answer.places.map(({ folder, count }) => (
              <li key={folder} dir="auto">
                {labelOf(folder, t)} · {t('exports-messages', { count })}
              </li>
            ))}
          </ul>
          {answer.count > 0 && answer.places.every(({ uids }) => uids.length) && (
            <Button onClick={() => void undoBringing(result)}>{t('undo')}</Button>
          )}
        </>
      )}
    </li>
  );
}
