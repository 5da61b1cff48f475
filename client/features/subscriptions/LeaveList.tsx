import MailX from 'lucide-react/icons/mail-x';
import type { WayOut } from '../../../shared/says.ts';
import type { LeavingWay } from '../../../shared/subscriptions.ts';
import { useFormats } from '../../i18n/formats.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useComposing } from '../compose/composing.ts';
import styles from './LeaveList.module.css';
import { useLeave, useSubscription } from './subscriptions.ts';

interface Props {
  folder: string;
  uid: number;
  wayOut: WayOut;
}

/** The way out of a mailing list: one click where it is safe, else a prepared letter, else the list's page. */
export function LeaveList({ folder, uid, wayOut }: Props) {
  const t = useT();
  const { long } = useFormats();
  const left = useSubscription({ folder, uid });
  const { mutate, isPending, error } = useLeave({ folder, uid });
  const best: LeavingWay = wayOut.oneClick ? 'one-click' : wayOut.letter ? 'letter' : 'page';
  const leave = t(isPending ? 'list-leaving' : left ? 'list-leave-again' : 'list-leave');
  return (
    <Notice
      icon={<MailX size={18} aria-hidden />}
      label={t('list-leave')}
      actions={
        <>
          {error && best === 'one-click' && wayOut.letter && (
            <Way way="letter" wayOut={wayOut} label={t('list-write')} leave={mutate} />
          )}
          {error && best === 'one-click' && wayOut.page && (
            <Way way="page" wayOut={wayOut} label={t('list-page')} leave={mutate} />
          )}
          <Way way={best} wayOut={wayOut} label={leave} leave={mutate} isPending={isPending} />
        </>
      }
    >
      {error ? (
        <p role="alert">{t('list-failed')}</p>
      ) : (
        <p role={left ? 'status' : undefined}>
          {left
            ? t(`list-left-${left.way}` as MessageId, { date: long(left.at) })
            : t('list-notice')}
        </p>
      )}
    </Notice>
  );
}

interface WayProps {
  way: LeavingWay;
  wayOut: WayOut;
  label: string;
  leave(way: LeavingWay): void;
  isPending?: boolean;
}

function Way({ way, wayOut, label, leave, isPending = false }: WayProps) {
  const { write } = useComposing();
  if (way === 'page') {
    return (
      <a
        className={styles.page}
        href={wayOut.page}
        target="_blank"
        rel="noopener noreferrer"
        title={wayOut.page}
        onClick={() => leave('page')}
      >
        {label}
      </a>
    );
  }
  const act = () => {
    const { letter } = wayOut;
    if (way === 'letter' && letter) {
      write({ to: [{ name: '', address: letter.to }], subject: letter.subject, text: letter.text });
    }
    leave(way);
  };
  const title = way === 'letter' ? wayOut.letter?.to : wayOut.host;
  return (
    <Button onClick={act} disabled={isPending} title={title}>
      {label}
    </Button>
  );
}
