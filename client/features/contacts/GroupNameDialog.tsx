import { type SyntheticEvent, useState } from 'react';
import type { Contact } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import { renameGroup } from './contact-acts.ts';
import type { Group } from './groups.ts';

interface Props {
  name: string;
  members: Contact[];
  groups: Group[];
  onDone(name: string): void;
  onClose(): void;
}

/** Gives a group another name. */
export function GroupNameDialog({ name, members, groups, onDone, onClose }: Props) {
  const t = useT();
  const [typed, setTyped] = useState(name);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const next = typed.trim();
    if (!next) return setError(t('group-name-missing'));
    if (next !== name && groups.some((one) => one.name === next))
      return setError(t('group-exists', { name: next }));
    onClose();
    if (next !== name && (await renameGroup(members, name, next))) onDone(next);
  };
  return (
    <Dialog title={t('group-rename')} onClose={onClose}>
      <form onSubmit={submit} noValidate style={{ display: 'grid', gap: 'var(--space-4)' }}>
        <Field
          label={t('group-name')}
          value={typed}
          maxLength={100}
          autoFocus
          autoComplete="off"
          error={error}
          onChange={(event) => {
            setTyped(event.target.value);
            setError(null);
          }}
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
