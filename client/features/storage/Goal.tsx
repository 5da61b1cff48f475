import { type FormEvent, useState } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Section } from '../../ui/Section.tsx';
import { useChoose, usePreferences } from '../preferences/preferences.ts';
import styles from './Sobriety.module.css';
import { useStorage } from './storage.ts';

const MB = 1_000_000;

/** A weight that somebody wants to stay under: said calmly, and nothing follows from it. */
export function Goal() {
  const t = useT();
  const { storageGoal } = usePreferences();
  const choose = useChoose();
  const [error, setError] = useState<string | null>(null);
  const set = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const megabytes = Number(new FormData(event.currentTarget).get('goal'));
    const isRight = megabytes >= 1 && megabytes <= 1_000_000;
    setError(isRight ? null : t('light-goal-wrong'));
    if (isRight) choose.mutate({ storageGoal: Math.round(megabytes * MB) });
  };
  return (
    <Section title={t('light-goal')} hint={t('light-goal-hint')}>
      {storageGoal !== null && <Reached goal={storageGoal} />}
      <form onSubmit={set} className={styles.goal} noValidate>
        <Field
          key={storageGoal}
          label={t('light-goal-field')}
          name="goal"
          type="number"
          inputMode="decimal"
          min={1}
          max={1_000_000}
          step="any"
          defaultValue={storageGoal === null ? '' : storageGoal / MB}
          placeholder="500"
          error={error}
        />
        <Button type="submit">{t('light-goal-set')}</Button>
        {storageGoal !== null && (
          <Button look="plain" onClick={() => choose.mutate({ storageGoal: null })}>
            {t('light-goal-drop')}
          </Button>
        )}
      </form>
    </Section>
  );
}

function Reached({ goal }: { goal: number }) {
  const t = useT();
  const { bytes } = useFormats();
  const { used } = useStorage() ?? {};
  if (typeof used !== 'number') return null;
  const words = { goal: bytes(goal), size: bytes(Math.abs(goal - used)) };
  return <p role="status">{t(used <= goal ? 'light-goal-met' : 'light-goal-over', words)}</p>;
}
