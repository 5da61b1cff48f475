import { useMemo, useState } from 'react';
import type { Contact } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { titleOf } from './contacts.ts';
import { ImportColumns } from './ImportColumns.tsx';
import styles from './ImportPane.module.css';
import { chosenOf, type OnKnown, type Planned, plan } from './import-plan.ts';
import type { FileOfPeople, Unread } from './import-read.ts';

interface Props {
  file: FileOfPeople;
  contacts: Contact[];
  isKnown: boolean;
  onChange(file: FileOfPeople): void;
  onImport(planned: Planned[], onKnown: OnKnown, group: string): void;
  onCancel(): void;
}

const SHOWN = 100;

/** What would become of a file: who is new, who is there already, what cannot be read and why. */
export function ImportPreview({ file, contacts, isKnown, onChange, onImport, onCancel }: Props) {
  const t = useT();
  const [onKnown, setOnKnown] = useState<OnKnown>('complete');
  const [group, setGroup] = useState('');
  const planned = useMemo(() => plan(file.people, contacts), [file, contacts]);
  const known = planned.filter((one) => one.known).length;
  const count = chosenOf(planned, onKnown, '').length;
  return (
    <div className={styles.preview}>
      <p role="status">
        {t('import-found', { count: planned.length, fresh: planned.length - known, known })}
        {file.unread.length > 0 && ` ${t('import-unread', { count: file.unread.length })}`}
      </p>
      {file.table && <ImportColumns file={file} table={file.table} onChange={onChange} />}
      {known > 0 && (
        <Choices<OnKnown>
          label={t('import-on-known')}
          value={onKnown}
          options={(['complete', 'skip', 'add'] as const).map((value) => ({
            value,
            label: t(`import-${value}`),
          }))}
          onChoose={setOnKnown}
        />
      )}
      <Field
        label={t('import-group')}
        value={group}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setGroup(event.target.value)}
      />
      {planned.length > 0 && <People planned={planned} />}
      {file.unread.length > 0 && <UnreadLines unread={file.unread} isTable={file.table !== null} />}
      <Actions>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button
          look="primary"
          disabled={!count || !isKnown}
          onClick={() => onImport(planned, onKnown, group.trim())}
        >
          {t('import-do', { count })}
        </Button>
      </Actions>
    </div>
  );
}

function People({ planned }: { planned: Planned[] }) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className={styles.table} tabIndex={0} aria-label={t('people')}>
      <table>
        <thead>
          <tr>
            <th>{t('contact-name')}</th>
            <th>{t('contact-emails')}</th>
            <th>{t('contact-phones')}</th>
            <th>{t('contact-notes')}</th>
            <th>{t('import-state')}</th>
          </tr>
        </thead>
        <tbody>
          {planned.slice(0, SHOWN).map(({ person, known }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file may hold a person twice, and never reorders
            <tr key={i}>
              <td dir="auto">{[person.name, person.organization].filter(Boolean).join(' · ')}</td>
              <td>{person.emails.map(({ value }) => value).join(', ')}</td>
              <td>{person.phones.map(({ value }) => value).join(', ')}</td>
              <td dir="auto">{person.notes.slice(0, 120)}</td>
              <td>{known ? t('import-is-known', { name: titleOf(known) }) : t('import-is-new')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {planned.length > SHOWN && <p>{t('import-more', { count: planned.length - SHOWN })}</p>}
    </section>
  );
}

function UnreadLines({ unread, isTable }: { unread: Unread[]; isTable: boolean }) {
  const t = useT();
  return (
    <details className={styles.unread}>
      <summary>{t('import-unread-lines', { count: unread.length })}</summary>
      <ul>
        {unread.slice(0, SHOWN).map(({ line, why }) => (
          <li key={line}>
            {t(isTable ? 'import-row' : 'import-line', { line })} {t(`import-why-${why}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}
