import Inbox from 'lucide-react/icons/inbox';
import X from 'lucide-react/icons/x';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { Storage } from '../../../shared/storage.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import styles from './FullNotice.module.css';
import { shareOf } from './level.ts';
import { NoticeWins } from './NoticeWins.tsx';
import { beginScan, useStorage } from './storage.ts';

/** From here on the mail page speaks of it. */
const TIGHT = 0.9;
const CLOSED = 'sobre.full-notice';
const DAY = 86_400_000;

/** In the mail frame, when hardly any room is left: how much, and what would make some, one click each. */
export default function FullNotice() {
  const storage = useStorage();
  const [closedAt, setClosedAt] = useState(() => Number(localStorage.getItem(CLOSED) ?? 0));
  if (!storage || shareOf(storage) < TIGHT || Date.now() - closedAt < DAY) return null;
  const close = () => {
    localStorage.setItem(CLOSED, String(Date.now()));
    setClosedAt(Date.now());
  };
  return <Notice storage={storage} onClose={close} />;
}

function Notice({ storage, onClose }: { storage: Storage; onClose(): void }) {
  const t = useT();
  const words = useFullWords();
  useEffect(() => {
    // What could go is known when the mailbox was read; without that Trash and Junk are.
    void beginScan().catch(() => {});
  }, []);
  return (
    <section aria-label={t('full-notice')} className={styles.notice}>
      <Inbox size={18} aria-hidden className={styles.icon} />
      <p>{words(storage)}</p>
      <div className={styles.wins}>
        <NoticeWins />
        <Link to="/settings/storage">{t('storage-make-room')}</Link>
      </div>
      <IconButton
        label={t('full-notice-later')}
        icon={<X size={16} aria-hidden />}
        className={styles.close!}
        onClick={onClose}
      />
    </section>
  );
}

function useFullWords(): (storage: Storage) => string {
  const t = useT();
  const { formatNumber } = useIntl();
  const { bytes, number } = useFormats();
  return ({ used, limit, messages }) => {
    const share = used !== null && limit ? used / limit : 0;
    if (messages && messages.used / messages.limit > share)
      return t('full-notice-messages', {
        used: number(messages.used),
        limit: number(messages.limit),
      });
    if (share >= 1) return t('full-notice-full');
    return t('full-notice-tight', {
      // 99.7 % is not full.
      share: formatNumber(Math.floor(share * 100) / 100, { style: 'percent' }),
      left: bytes((limit ?? 0) - (used ?? 0)),
    });
  };
}
