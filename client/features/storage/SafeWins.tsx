import { Link } from 'react-router';
import type { Win } from '../../../shared/storage.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { EmptyButton } from './HomeActs.tsx';
import styles from './SafeWins.module.css';
import { reviewAddress, useScan } from './storage.ts';
import { useWins, useWinWords } from './wins.ts';

/** Up to three cards: what hardly anybody would miss, and how much room it makes. */
export function SafeWins() {
  const t = useT();
  const { wins } = useWins();
  const scan = useScan();
  if (!wins)
    // The room that the cards will take, so that nothing moves when they come.
    return <div className={styles.cards} aria-hidden data-empty={scan?.state === 'failed'} />;
  if (!wins.length) return <p className={styles.none}>{t('wins-none')}</p>;
  return (
    <ul className={styles.cards} aria-label={t('wins')}>
      {wins.map((win) => (
        <Card key={win.name} win={win} />
      ))}
    </ul>
  );
}

function Card({ win }: { win: Win }) {
  const t = useT();
  const { bytes } = useFormats();
  const words = useWinWords()(win);
  const { name, choice } = win;
  return (
    <li className={styles.card}>
      <strong>{bytes(win.bytes)}</strong>
      <p>{words}</p>
      {name === 'trash' || name === 'junk' ? (
        <EmptyButton use={name} className={styles.empty!} />
      ) : (
        <Link to={reviewAddress(choice, name, words)}>{t('review')}</Link>
      )}
    </li>
  );
}
