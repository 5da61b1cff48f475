import CloudOff from 'lucide-react/icons/cloud-off';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import { useState } from 'react';
import { type BookState, syncContacts } from '../../../shared/contacts.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import styles from './BookNotice.module.css';
import { askContactsAgain } from './contacts.ts';

/** How it stands with the address book elsewhere: nothing where there is none. */
export function BookNotice({ book }: { book: BookState }) {
  const t = useT();
  const { short } = useFormats();
  const [isBusy, setBusy] = useState(false);
  if (book.state === 'none') return null;
  const meet = async () => {
    setBusy(true);
    try {
      await call(syncContacts, {});
      await askContactsAgain();
    } catch (error) {
      toast(sentenceOf(error, t), { look: 'failed' });
    } finally {
      setBusy(false);
    }
  };
  const isWell = book.state === 'same' || book.state === 'waiting';
  const at = book.at === null ? '' : short(book.at);
  return (
    <div
      className={`${styles.book} ${isWell ? '' : styles.trouble}`}
      role={isWell ? undefined : 'status'}
    >
      {!isWell && <CloudOff size={16} aria-hidden />}
      <p>
        {t(`book-${book.state}`)}
        {!isWell && at && ` ${t('book-since', { at })}`}
      </p>
      {isWell ? (
        <IconButton
          label={t('book-meet')}
          aria-busy={isBusy}
          icon={<RefreshCw size={15} aria-hidden />}
          onClick={() => !isBusy && void meet()}
        />
      ) : (
        <Button look="plain" aria-busy={isBusy} onClick={() => !isBusy && void meet()}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
