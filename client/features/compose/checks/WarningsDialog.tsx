import { type Translate, useT } from '../../../i18n/i18n.tsx';
import { Actions } from '../../../ui/Actions.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/menus.ts';
import styles from './Warnings.module.css';
import type { Warning } from './warnings.ts';

interface Props {
  warnings: Warning[];
  /** True: it is sent as it is. */
  onAnswer(send: boolean): void;
  /** Everybody into Bcc; the letter stays to be looked at. */
  onHide(): void;
}

/** What was noticed, and the choice. */
export function WarningsDialog({ warnings, onAnswer, onHide }: Props) {
  const t = useT();
  return (
    <Dialog title={t('warnings-title')} onClose={() => onAnswer(false)}>
      <ul className={styles.list}>
        {warnings.map((one) => (
          <li key={one.kind === 'resembles' ? one.address : one.kind}>
            {sentenceFor(one, t)}
            {one.kind === 'many-visible' && (
              <Button className={styles.hide} onClick={onHide}>
                {t('warning-hide')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Actions>
        <Button onClick={() => onAnswer(true)}>{t('warnings-send')}</Button>
        <Button look="primary" autoFocus onClick={() => onAnswer(false)}>
          {t('warnings-back')}
        </Button>
      </Actions>
    </Dialog>
  );
}

function sentenceFor(one: Warning, t: Translate): string {
  switch (one.kind) {
    case 'no-subject':
      return t('warning-no-subject');
    case 'no-file':
      return t('warning-no-file', { word: one.word });
    case 'many-visible':
      return t('warning-many-visible', { count: one.count });
    case 'to-list':
      return t('warning-to-list', { address: one.address });
    case 'resembles':
      return t('warning-resembles', { address: one.address, domain: one.domain });
  }
}
