import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './Composer.module.css';
import { DraftStatus } from './DraftStatus.tsx';

interface Props {
  id: string;
  isSending: boolean;
  send(): Promise<void>;
  discard(): void;
}

/** What becomes of the letter. */
export function ComposerFoot({ id, isSending, send, discard }: Props) {
  const t = useT();
  return (
    <footer className={styles.foot}>
      <Button look="primary" disabled={isSending} onClick={() => void send()}>
        {t(isSending ? 'sending' : 'send')}
      </Button>
      <DraftStatus id={id} />
      <Button look="plain" disabled={isSending} onClick={discard}>
        {t('discard-draft')}
      </Button>
    </footer>
  );
}
