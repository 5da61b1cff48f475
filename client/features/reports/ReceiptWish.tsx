import MailOpen from 'lucide-react/icons/mail-open';
import { useState } from 'react';
import type { Message } from '../../../shared/messages.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { toast } from '../../ui/toasts.ts';
import { useFolders } from '../folders/folders.ts';
import { shownAddress } from '../messages/sender-says.ts';
import { useSession } from '../session/session.ts';
import styles from './reports.module.css';
import { useReceiptAnswer } from './reports.ts';

/** Letters whose wish is put off until this page is opened again. */
const postponed = new Set<string>();

/** The wish for a read receipt. Nothing leaves before the reader says so (security S-20). */
export function ReceiptWish({ message }: { message: Message }) {
  const t = useT();
  const { folder, uid, flags, from, subject } = message;
  const key = `${folder}\n${uid}`;
  const [isOver, setOver] = useState(postponed.has(key));
  const { mutate, isPending, error } = useReceiptAnswer({ folder, uid });
  const session = useSession();
  const isJunk = useFolders()?.some(
    ({ path, specialUse }) => path === folder && (specialUse === 'junk' || specialUse === 'drafts'),
  );
  const asking = message.says?.receiptTo ?? [];
  const own = session?.addresses.map((one) => one.toLowerCase()) ?? [];
  const isMine = from.some(({ address }) => own.includes(address.toLowerCase()));
  if (isOver || isJunk || isMine || !asking.length || flags.includes('$MDNSent')) return null;

  const answer = (chosen: 'send' | 'never') => {
    const values = { subject: subject || t('no-subject'), address: session?.account ?? '' };
    mutate(
      {
        answer: chosen,
        subject: t('receipt-subject', values).slice(0, 900).toWellFormed(),
        text: t('receipt-text', values).slice(0, 4000),
      },
      {
        onSuccess: ({ sentTo }) => {
          setOver(true);
          if (sentTo.length) toast(t('receipt-sent', { addresses: sentTo.join(', ') }));
        },
      },
    );
  };
  const later = () => {
    postponed.add(key);
    setOver(true);
  };
  return (
    <Notice
      icon={<MailOpen size={18} aria-hidden />}
      label={t('receipt')}
      actions={
        <>
          <Button disabled={isPending} onClick={() => answer('send')}>
            {t('receipt-send')}
          </Button>
          <Button look="plain" disabled={isPending} onClick={later}>
            {t('receipt-not-now')}
          </Button>
          <Button look="plain" disabled={isPending} onClick={() => answer('never')}>
            {t('receipt-never')}
          </Button>
        </>
      }
    >
      <p>
        {t('receipt-wish', {
          name: asking.map((one) => shownAddress(one, message.says)).join(', '),
        })}
      </p>
      {error && (
        <p role="alert" className={styles.danger}>
          {sentenceOf(error, t)}
        </p>
      )}
    </Notice>
  );
}
