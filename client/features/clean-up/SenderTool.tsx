import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { readSender } from '../filters/senders.ts';
import { mapQuery } from '../storage/storage.ts';
import SweepDialog from './SweepDialog.tsx';
import styles from './ToolsPage.module.css';

/** Senders that are offered: those with the heaviest mail. */
const OFFERED = 50;

/** One sender's mail, by their address. */
export function SenderTool() {
  const t = useT();
  const { data } = useQuery(mapQuery('sender', OFFERED));
  const [error, setError] = useState<string | null>(null);
  const [swept, setSwept] = useState<{ name: string; address: string } | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const address = readSender(String(new FormData(event.currentTarget).get('sender')));
    if (!address || address.startsWith('@')) return setError(t('tool-sender-wrong'));
    setError(null);
    const known = data?.entries.find(({ key }) => key === address);
    setSwept({ name: known?.name ?? '', address });
  };
  return (
    <li className={styles.tool}>
      <h3>{t('tool-sender')}</h3>
      <p className={styles.hint}>{t('tool-sender-hint')}</p>
      <form className={styles.sender} onSubmit={submit} noValidate>
        <Field
          label={t('tool-sender-address')}
          name="sender"
          type="email"
          list="clean-senders"
          autoComplete="off"
          error={error}
        />
        <datalist id="clean-senders">
          {data?.entries.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </datalist>
        <Button type="submit">{t('sweep')}</Button>
      </form>
      {swept && <SweepDialog sender={swept} onClose={() => setSwept(null)} />}
    </li>
  );
}
