import Upload from 'lucide-react/icons/upload';
import UserPlus from 'lucide-react/icons/user-plus';
import { Link } from 'react-router';
import type { Contact } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './ContactList.module.css';

interface Props {
  all: Contact[];
  typed: string;
  group: string | null;
  written: boolean;
  onGo(to: string): void;
}

/** Why nobody is shown, and what helps. */
export function EmptyBook({ all, typed, group, written, onGo }: Props) {
  const t = useT();
  if (typed.trim()) return <p>{t('contacts-none-found', { words: typed.trim() })}</p>;
  if (written) return <p>{t('contacts-none-written')}</p>;
  if (group !== null) return <p>{t('group-empty')}</p>;
  const collected = all.length;
  return (
    <>
      <p>{t('contacts-none')}</p>
      <div className={styles.ways}>
        <Button
          look="primary"
          icon={<UserPlus size={17} aria-hidden />}
          onClick={() => onGo('new')}
        >
          {t('contact-new')}
        </Button>
        <Button icon={<Upload size={17} aria-hidden />} onClick={() => onGo('import')}>
          {t('contacts-import')}
        </Button>
      </div>
      {collected > 0 && (
        <p>
          <Link to="/contacts?written">{t('contacts-see-written', { count: collected })}</Link>
        </p>
      )}
    </>
  );
}
