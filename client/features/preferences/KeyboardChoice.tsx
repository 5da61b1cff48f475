import { useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { later } from '../../ui/later.tsx';
import styles from './Panels.module.css';
import { useChoose, usePreferences } from './preferences.ts';

const Shortcuts = later(() => import('./Shortcuts.tsx'));

/** Whether one key is a command, and which keys there are. */
export function KeyboardChoice() {
  const t = useT();
  const { shortcuts } = usePreferences();
  const choose = useChoose();
  const [isShown, setShown] = useState(false);
  return (
    <>
      <Choices
        label={t('single-keys')}
        value={shortcuts ? 'on' : 'off'}
        options={[
          { value: 'on', label: t('single-keys-on'), hint: t('single-keys-on-hint') },
          { value: 'off', label: t('single-keys-off'), hint: t('single-keys-off-hint') },
        ]}
        onChoose={(value) => choose.mutate({ shortcuts: value === 'on' })}
      />
      <Button className={styles.act} onClick={() => setShown(true)}>
        {t('shortcuts-list')}
      </Button>
      {isShown && <Shortcuts onClose={() => setShown(false)} />}
    </>
  );
}
