import FileDown from 'lucide-react/icons/file-down';
import Printer from 'lucide-react/icons/printer';
import { useEffect, useRef } from 'react';
import { currentLocale, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useSession } from '../session/session.ts';
import styles from './SecondFactor.module.css';

/** New codes, the one time they are shown: they stay in sight until they were kept. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept(): void }) {
  const t = useT();
  const session = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const title = t('recovery-codes-file', {
    account: session?.account ?? '',
    host: session?.host ?? '',
    date: new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'long' }).format(new Date()),
  });
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${title}\n\n${codes.join('\n')}\n`]));
    link.download = `${t('recovery-codes')}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <section aria-labelledby="recovery-codes-new" className={styles.once}>
      <h3 id="recovery-codes-new" ref={heading} tabIndex={-1}>
        {t('recovery-codes-new')}
      </h3>
      <p>{t('recovery-codes-new-why')}</p>
      <div className={styles.printed}>
        <p className={styles.printedTitle}>{title}</p>
        <ol aria-label={t('recovery-codes')} className={styles.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
      <div className={styles.buttons}>
        <CopyButton
          label={t('recovery-codes-copy')}
          text={codes.join('\n')}
          copied={t('copied')}
          failed={t('copy-failed')}
        />
        <Button icon={<FileDown size={16} aria-hidden />} onClick={save}>
          {t('recovery-codes-save')}
        </Button>
        <Button icon={<Printer size={16} aria-hidden />} onClick={() => window.print()}>
          {t('recovery-codes-print')}
        </Button>
        <Button look="primary" onClick={onKept}>
          {t('recovery-codes-kept')}
        </Button>
      </div>
    </section>
  );
}
