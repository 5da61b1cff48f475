import { useId, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { useSession } from '../session/session.ts';
import styles from './Composer.module.css';
import type { Draft } from './composing.ts';
import { RecipientField } from './RecipientField.tsx';

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
}

/** Who the letter is from and for, and what about. */
export function ComposerFields({ draft, change }: Props) {
  const t = useT();
  const ids = useId();
  const session = useSession();
  const [showsCc, setShowsCc] = useState(draft.cc.length > 0);
  const [showsBcc, setShowsBcc] = useState(draft.bcc.length > 0);

  return (
    <div className={styles.fields}>
      {session && session.addresses.length > 1 && (
        <div className={styles.line}>
          <label htmlFor={`${ids}-from`}>{t('from')}</label>
          <select
            id={`${ids}-from`}
            value={draft.from.address}
            onChange={(event) => change({ from: { name: '', address: event.target.value } })}
          >
            {session.addresses.map((address) => (
              <option key={address}>{address}</option>
            ))}
          </select>
        </div>
      )}
      <RecipientField
        label={t('to')}
        value={draft.to}
        autoFocus={!draft.to.length}
        onChange={(to) => change({ to })}
      />
      {showsCc && (
        <RecipientField label={t('cc')} value={draft.cc} onChange={(cc) => change({ cc })} />
      )}
      {showsBcc && (
        <RecipientField label={t('bcc')} value={draft.bcc} onChange={(bcc) => change({ bcc })} />
      )}
      <div className={styles.line}>
        <label htmlFor={`${ids}-subject`}>{t('subject')}</label>
        <input
          id={`${ids}-subject`}
          value={draft.subject}
          maxLength={2000}
          onChange={(event) => change({ subject: event.target.value })}
        />
        {!showsCc && (
          <button type="button" className={styles.show} onClick={() => setShowsCc(true)}>
            {t('show-cc')}
          </button>
        )}
        {!showsBcc && (
          <button type="button" className={styles.show} onClick={() => setShowsBcc(true)}>
            {t('show-bcc')}
          </button>
        )}
      </div>
    </div>
  );
}
