import MailCheck from 'lucide-react/icons/mail-check';
import MailWarning from 'lucide-react/icons/mail-warning';
import type { Delivery } from '../../../shared/reports.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { OriginalLetter } from './OriginalLetter.tsx';
import styles from './reports.module.css';
import { useDeliveryReport } from './reports.ts';

/** What became of a letter, in words, with the letter it is about. */
export function DeliveryReport({ folder, uid }: { folder: string; uid: number }) {
  const t = useT();
  const { data, error } = useDeliveryReport({ folder, uid });
  if (!data && !error) return <div className={styles.waiting} aria-hidden />;
  const deliveries = data?.deliveries ?? [];
  const isTrouble = !deliveries.every(({ outcome }) => ARRIVED.has(outcome));
  const Icon = isTrouble || error ? MailWarning : MailCheck;
  const more = (data?.count ?? 0) - deliveries.length;
  return (
    <Notice
      icon={<Icon size={20} aria-hidden />}
      label={t('report-delivery')}
      look={isTrouble ? 'warning' : 'calm'}
    >
      {error && <p>{sentenceOf(error, t)}</p>}
      {data && !deliveries.length && <p>{t('report-unreadable')}</p>}
      {deliveries.map((delivery) => (
        <DeliveryLines key={delivery.address} delivery={delivery} />
      ))}
      {more > 0 && <p>{t('report-more', { count: more })}</p>}
      {data?.original && <OriginalLetter original={data.original} />}
    </Notice>
  );
}

const ARRIVED = new Set<Delivery['outcome']>(['delivered', 'relayed', 'expanded']);

function DeliveryLines({ delivery }: { delivery: Delivery }) {
  const t = useT();
  const { long } = useFormats();
  const { address, outcome, reason, server, words, until } = delivery;
  const what = t(`report-${outcome}`, { address, reason: t(`report-${reason}`) });
  const final = server ? t('report-final-server', { server }) : t('report-final');
  const again = until ? t('report-again-until', { date: long(until) }) : t('report-again');
  return (
    <>
      <p className={styles.strong}>{what}</p>
      {outcome === 'failed' && <p>{final}</p>}
      {outcome === 'delayed' && <p>{again}</p>}
      {words && !ARRIVED.has(outcome) && (
        <p className={styles.aside}>{t('report-words', { words })}</p>
      )}
    </>
  );
}
