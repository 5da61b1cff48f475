import ExternalLink from 'lucide-react/icons/external-link';
import Maximize from 'lucide-react/icons/maximize-2';
import Minimize from 'lucide-react/icons/minimize-2';
import X from 'lucide-react/icons/x';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import styles from './Composer.module.css';
import type { Draft } from './composing.ts';

interface Props {
  draft: Draft;
  layout: 'docked' | 'full' | 'window';
  onClose(): void;
  onFill(full: boolean): void;
}

const SIZE = 17;

/** The page there asks this one for the letter, which then is off the screen here. */
function openWindow({ id }: Draft, blocked: string) {
  const opened = window.open(`/compose/${id}`, `sobre-${id}`, 'popup,width=760,height=800');
  if (!opened) toast(blocked, { look: 'failed' });
}

/** The letter's title, and how large it is shown. */
export function ComposerHead({ draft, layout, onClose, onFill }: Props) {
  const t = useT();
  return (
    <header className={styles.head}>
      <h2 dir="auto">{draft.subject || t('new-message')}</h2>
      {layout !== 'window' && (
        <>
          <IconButton
            className={styles.wide}
            label={t('letter-window')}
            icon={<ExternalLink size={SIZE} aria-hidden />}
            onClick={() => openWindow(draft, t('letter-window-blocked'))}
          />
          <IconButton
            className={styles.wide}
            label={t(layout === 'full' ? 'letter-dock' : 'letter-full')}
            icon={
              layout === 'full' ? (
                <Minimize size={SIZE} aria-hidden />
              ) : (
                <Maximize size={SIZE} aria-hidden />
              )
            }
            onClick={() => onFill(layout !== 'full')}
          />
          <IconButton label={t('close')} icon={<X size={SIZE} aria-hidden />} onClick={onClose} />
        </>
      )}
    </header>
  );
}
