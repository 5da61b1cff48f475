import Trash2 from 'lucide-react/icons/trash-2';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { SendLater } from '../outbox/SendLater.tsx';
import styles from './Composer.module.css';
import { DraftStatus } from './keeping/DraftStatus.tsx';

interface Props {
  id: string;
  isSending: boolean;
  /** @param at epoch milliseconds, for later. */
  send(at?: number): Promise<void>;
  discard(): void;
  /** What else can be done with the letter. */
  children?: ReactNode;
}

/** What becomes of the letter. */
export function ComposerFoot({ id, isSending, send, discard, children }: Props) {
  const t = useT();
  return (
    <footer className={styles.foot}>
      <Button look="primary" disabled={isSending} onClick={() => void send()}>
        {t(isSending ? 'sending' : 'send')}
      </Button>
      <SendLater disabled={isSending} onChoose={(at) => void send(at)} />
      <DraftStatus id={id} />
      {children}
      <Button
        look="plain"
        disabled={isSending}
        className={styles.discard}
        title={t('discard-draft')}
        icon={<Trash2 size={17} aria-hidden />}
        onClick={discard}
      >
        <span>{t('discard-draft')}</span>
      </Button>
    </footer>
  );
}
