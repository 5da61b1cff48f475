import { type SyntheticEvent, useState } from 'react';
import type { Contact } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import { putIntoGroups } from './contact-acts.ts';
import styles from './GroupsDialog.module.css';
import { groupsOf } from './groups.ts';

interface Props {
  people: Contact[];
  all: Contact[];
  onClose(): void;
}

/** In which groups some people are. A box that is neither means: some of them. */
export function GroupsDialog({ people, all, onClose }: Props) {
  const t = useT();
  const groups = groupsOf(all.filter(({ collected }) => !collected));
  const [wanted, setWanted] = useState<Record<string, boolean>>({});
  const [fresh, setFresh] = useState('');
  const count = (name: string) => people.filter((one) => one.groups.includes(name)).length;
  const isIn = (name: string) => wanted[name] ?? count(name) === people.length;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const named = fresh.trim();
    const chosen = Object.entries(wanted);
    const add = chosen.filter(([, is]) => is).map(([name]) => name);
    const remove = chosen.filter(([, is]) => !is).map(([name]) => name);
    if (named && !add.includes(named)) add.push(named);
    onClose();
    if (add.length + remove.length) void putIntoGroups(people, add, remove);
  };
  return (
    <Dialog title={t('groups-of', { count: people.length })} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {groups.length > 0 && (
          <fieldset className={styles.groups}>
            <legend className="visually-hidden">{t('groups')}</legend>
            {groups.map(({ name }) => (
              <label key={name}>
                <input
                  type="checkbox"
                  checked={isIn(name)}
                  ref={(box) => {
                    if (box)
                      box.indeterminate =
                        wanted[name] === undefined && count(name) > 0 && !isIn(name);
                  }}
                  onChange={(event) => setWanted({ ...wanted, [name]: event.target.checked })}
                />
                <span dir="auto">{name}</span>
              </label>
            ))}
          </fieldset>
        )}
        <Field
          label={t('group-new')}
          value={fresh}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setFresh(event.target.value)}
        />
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit">
            {t('tag-save')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
