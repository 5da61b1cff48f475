import { type FormEvent, useState } from 'react';
import { MOST_LATER } from '../../../shared/outbox.ts';
import { useZone, zoneName } from '../../i18n/clock.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import { fromFieldValue, moments, toFieldValue } from './moments.ts';
import styles from './Outbox.module.css';

interface Props {
  title: string;
  /** What the button that chooses says. */
  submit: string;
  /** Epoch milliseconds that the field begins with. */
  begin?: number | undefined;
  onChoose(at: number): void;
  onClose(): void;
}

/** A date and a time of one's own, in the reader's zone. */
export function MomentDialog({ title, submit, begin, onChoose, onClose }: Props) {
  const t = useT();
  const [error, setError] = useState<string | null>(null);
  const [first] = useState(() => begin ?? moments(Date.now()).at(-1)?.at ?? Date.now());
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const at = fromFieldValue(String(new FormData(event.currentTarget).get('at')));
    const now = Date.now();
    if (at === null) return setError(t('moment-incomplete'));
    if (at <= now) return setError(t('moment-over'));
    if (at > now + MOST_LATER) return setError(t('moment-too-far'));
    onClose();
    onChoose(at);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={choose} noValidate className={styles.form}>
        <Field
          label={t('moment-field', { zone: zoneName(useZone()) })}
          name="at"
          type="datetime-local"
          defaultValue={toFieldValue(first)}
          min={toFieldValue(Date.now())}
          autoFocus
          required
          error={error}
          onChange={() => setError(null)}
        />
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary">
            {submit}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
