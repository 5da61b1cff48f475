import { useEffect, useId, useState } from 'react';
import type { Recipient } from '../../../shared/compose.ts';
import { currentAmong, useT } from '../../i18n/i18n.tsx';
import styles from './Composer.module.css';
import type { Draft } from './composing.ts';
import { FromField } from './recipients/FromField.tsx';
import { preloadPeople } from './recipients/people.ts';
import { RecipientField } from './recipients/RecipientField.tsx';
import type { RecipientsOf } from './recipients/recipient-drag.ts';
import { withRecipients } from './recipients/recipients.ts';
import { languageOf } from './spelling.ts';

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
}

const FIELDS = ['to', 'cc', 'bcc'] as const;

/** Who the letter is from and for, and what about. */
export function ComposerFields({ draft, change }: Props) {
  const t = useT();
  const ids = useId();
  const [asked, setAsked] = useState<RecipientsOf[]>(['to']);
  const shown = FIELDS.filter((field) => asked.includes(field) || draft[field].length > 0);
  const move = (one: Recipient, from: RecipientsOf, to: RecipientsOf) =>
    change({
      [from]: draft[from].filter((other) => other !== one),
      [to]: withRecipients(draft[to], [one]),
    });
  useEffect(preloadPeople, []);

  return (
    <div className={styles.fields}>
      <FromField draft={draft} change={change} />
      {shown.map((field) => (
        <RecipientField
          key={field}
          letter={draft.id}
          field={field}
          value={draft[field]}
          autoFocus={field === 'to' && !draft.to.length}
          onChange={(value) => change({ [field]: value })}
          onMove={move}
        />
      ))}
      <div className={styles.line}>
        <label htmlFor={`${ids}-subject`}>{t('subject')}</label>
        <input
          id={`${ids}-subject`}
          lang={languageOf(draft, currentAmong(['en', 'fr']))}
          value={draft.subject}
          maxLength={2000}
          onChange={(event) => change({ subject: event.target.value })}
        />
        {FIELDS.filter((field) => !shown.includes(field)).map((field) => (
          <button
            key={field}
            type="button"
            className={styles.show}
            onClick={() => setAsked([...asked, field])}
          >
            {t(field)}
          </button>
        ))}
      </div>
    </div>
  );
}
