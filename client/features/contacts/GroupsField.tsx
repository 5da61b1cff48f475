import { useState } from 'react';
import type { Contact } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './ContactForm.module.css';
import { groupsOf } from './groups.ts';

interface Props {
  contacts: Contact[];
  value: string[];
  onChange(groups: string[]): void;
}

/** In which groups somebody is; a new name makes a new group. */
export function GroupsField({ contacts, value, onChange }: Props) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [made, setMade] = useState<string[]>([]);
  const names = [
    ...new Set([...groupsOf(contacts).map(({ name }) => name), ...value, ...made]),
  ].sort((a, b) => a.localeCompare(b));
  const add = () => {
    const name = typed.trim();
    if (!name) return;
    setMade([...made, name]);
    setTyped('');
    if (!value.includes(name)) onChange([...value, name]);
  };
  return (
    <fieldset className={styles.groups}>
      <legend>{t('groups')}</legend>
      {names.length > 0 && (
        <div className={styles.chips}>
          {names.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={value.includes(name)}
                onChange={(event) =>
                  onChange(
                    event.target.checked ? [...value, name] : value.filter((each) => each !== name),
                  )
                }
              />
              <span dir="auto">{name}</span>
            </label>
          ))}
        </div>
      )}
      <div className={styles.fresh}>
        <input
          type="text"
          aria-label={t('group-new')}
          placeholder={t('group-new')}
          value={typed}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || !typed.trim()) return;
            event.preventDefault();
            add();
          }}
        />
        <Button disabled={!typed.trim()} onClick={add}>
          {t('group-add')}
        </Button>
      </div>
    </fieldset>
  );
}
