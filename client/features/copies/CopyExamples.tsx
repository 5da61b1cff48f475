import { Link } from 'react-router';
import type { CopyExample } from '../../../shared/copies.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { folderAddress, folderLabel, useFolders } from '../folders/folders.ts';
import styles from './Copies.module.css';

/** Some of what was found, side by side: which stays, which could go, and why. */
export function CopyExamples({ examples }: { examples: CopyExample[] }) {
  const t = useT();
  return (
    <ul aria-label={t('clean-samples')} className={styles.examples}>
      {examples.map(({ goes, stays, why }) => (
        <li key={`${goes.folder} ${goes.uid}`}>
          <p className={styles.subject}>
            <bdi>{goes.subject || t('no-subject')}</bdi>
          </p>
          <dl className={styles.pair}>
            <Copy word={t('copies-stays')} one={stays} />
            <Copy word={t('copies-goes')} one={goes} />
          </dl>
          <p className={styles.hint}>{t(`copies-why-${why}`)}</p>
        </li>
      ))}
    </ul>
  );
}

function Copy({ word, one }: { word: string; one: CopyExample['goes'] }) {
  const t = useT();
  const { short, bytes } = useFormats();
  const folder = useFolders()?.find(({ path }) => path === one.folder);
  return (
    <div>
      <dt>{word}</dt>
      <dd>
        <Link to={`${folderAddress(one.folder)}/${one.uid}`}>
          <bdi>{folder ? folderLabel(folder, t) : one.folder}</bdi>
        </Link>
        {' · '}
        <bdi>{one.from.name || one.from.address || t('no-sender')}</bdi>
        {` · ${short(one.received)} · ${bytes(one.size)}`}
      </dd>
    </div>
  );
}
