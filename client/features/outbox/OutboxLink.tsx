import Hourglass from 'lucide-react/icons/hourglass';
import { Link, useLocation } from 'react-router';
import type { OutboxItem } from '../../../shared/outbox.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { needsWriter } from './following.ts';
import styles from './Outbox.module.css';
import { OUTBOX, useOutbox } from './outbox.ts';

/** The way to the outbox, only while there is something in it. Asked for once the first rows are here. */
export function OutboxLink({ onGo }: { onGo(): void }) {
  const t = useT();
  const { number } = useFormats();
  const isHere = useLocation().pathname === OUTBOX;
  const items = useOutbox({ ask: false })?.filter((item) => !isPassing(item));
  if (!items?.length && !isHere) return null;
  const count = items?.length ?? 0;
  return (
    <Link
      to={OUTBOX}
      className={`${styles.link} ${items?.some(needsWriter) ? styles.urgent : ''}`}
      aria-current={isHere ? 'page' : undefined}
      aria-label={t('outbox-count', { count })}
      onClick={onGo}
    >
      <Hourglass size={17} aria-hidden />
      <span>{t('outbox')}</span>
      {count > 0 && <span className={styles.count}>{number(count)}</span>}
    </Link>
  );
}

/** Every letter passes through: what leaves in a moment is no reason to look. */
const isPassing = ({ state, waits }: OutboxItem) =>
  state === 'sending' || (state === 'held' && waits === 'undo');
