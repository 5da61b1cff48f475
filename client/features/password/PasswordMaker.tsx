import Copy from 'lucide-react/icons/copy';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import WandSparkles from 'lucide-react/icons/wand-sparkles';
import { useState } from 'react';
import type { PasswordTerms } from '../../../shared/password.ts';
import { currentLanguage, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { toast } from '../../ui/toasts.ts';
import { newPassword } from './judging.ts';
import type { Made } from './make.ts';
import styles from './Password.module.css';

interface Props {
  terms: PasswordTerms;
  onUse(password: string): void;
}

/** Makes a password by chance, shows it, and puts it into the form when it is wanted. */
export function PasswordMaker({ terms, onUse }: Props) {
  const t = useT();
  const [kind, setKind] = useState<Made>('words');
  const [made, setMade] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const make = async (wanted: Made) => {
    setKind(wanted);
    setMaking(true);
    const password = await newPassword(wanted, currentLanguage(), terms);
    setMaking(false);
    setMade(password);
    if (password === null) toast(t('password-lists-missing'), { look: 'failed' });
  };
  const copy = async (password: string) => {
    const copied = await navigator.clipboard.writeText(password).then(
      () => true,
      () => false,
    );
    toast(t(copied ? 'password-copied' : 'password-not-copied'));
  };
  if (made === null) {
    return (
      <Button
        icon={<WandSparkles size={16} aria-hidden />}
        disabled={isMaking}
        onClick={() => void make(kind)}
      >
        {t(isMaking ? 'password-making' : 'password-make')}
      </Button>
    );
  }
  return (
    <section aria-label={t('password-made')} className={styles.maker}>
      <output className={styles.made}>{made}</output>
      <div className={styles.makerActs}>
        <Button look="primary" onClick={() => onUse(made)}>
          {t('password-use')}
        </Button>
        <Button icon={<Copy size={16} aria-hidden />} onClick={() => void copy(made)}>
          {t('password-copy')}
        </Button>
        <Button
          icon={<RefreshCw size={16} aria-hidden />}
          disabled={isMaking}
          onClick={() => void make(kind)}
        >
          {t('password-another')}
        </Button>
      </div>
      <Choices
        label={t('password-made-of')}
        value={kind}
        options={[
          { value: 'words', label: t('password-made-words') },
          { value: 'characters', label: t('password-made-characters') },
        ]}
        onChoose={(wanted) => void make(wanted)}
      />
    </section>
  );
}
