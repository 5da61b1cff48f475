import MailOpen from 'lucide-react/icons/mail-open';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OriginalLetter } from './OriginalLetter.tsx';
import styles from './reports.module.css';
import { useReceipt } from './reports.ts';

interface Props {
  folder: string;
  uid: number;
  /** Who sent the receipt: named when it does not say whose it is. */
  from: string;
}

/** A read receipt that somebody sent, in words. It proves that a letter was opened, not more. */
export function ReceiptReport({ folder, uid, from }: Props) {
  const t = useT();
  const { data, error } = useReceipt({ folder, uid });
  if (!data && !error) return <div className={styles.waiting} aria-hidden />;
  return (
    <Notice icon={<MailOpen size={20} aria-hidden />} label={t('receipt')}>
      {error && <p>{sentenceOf(error, t)}</p>}
      {data && (
        <p className={styles.strong}>
          {t(`receipt-${data.outcome}`, { name: data.reader || from })}
        </p>
      )}
      {data?.original && <OriginalLetter original={data.original} />}
    </Notice>
  );
}
