import { useState } from 'react';
import type { Preferences, PreferencesChange } from '../../../shared/preferences.ts';
import { differing } from '../../../shared/preferences-file.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import Dialog from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toasts.ts';
import styles from './Panels.module.css';
import { currentPreferences, useChoose } from './preferences.ts';
import { usePreferenceWords } from './words.ts';

interface Props {
  chosen: PreferencesChange;
  unread: string[];
  onClose(): void;
}

/** What a file would change, before it does. */
export default function ImportDialog({ chosen, unread, onClose }: Props) {
  const t = useT();
  const say = usePreferenceWords();
  const { mutate } = useChoose();
  // What stands now is compared once: the dialog does not change under the eyes.
  const [before] = useState(currentPreferences);
  const changes = differing(chosen, before);
  const names = Object.keys(changes) as (keyof Preferences)[];
  const take = () => {
    const undo = Object.fromEntries(names.map((name) => [name, before[name]]));
    mutate(changes);
    onClose();
    toast(t('choices-taken', { count: names.length }), {
      action: { label: t('undo'), act: () => mutate(undo) },
    });
  };
  return (
    <Dialog title={t('choices-differ', { count: names.length })} onClose={onClose}>
      <ul className={styles.changes}>
        {names.map((name) => {
          const now = say(name, before[name]);
          const next = say(name, chosen[name]!);
          return (
            <li key={name}>
              <span className={styles.name}>{now.name}</span>
              <span className={styles.values}>
                <s>
                  <bdi>{now.value}</bdi>
                </s>{' '}
                <bdi>{next.value}</bdi>
              </span>
            </li>
          );
        })}
      </ul>
      {unread.length > 0 && <p>{t('choices-unread', { count: unread.length })}</p>}
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" onClick={take}>
          {t('choices-take')}
        </Button>
      </Actions>
    </Dialog>
  );
}
