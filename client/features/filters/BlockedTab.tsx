import X from 'lucide-react/icons/x';
import { type SyntheticEvent, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import styles from './Filters.module.css';
import { block, unblock } from './filters.ts';
import { readSender } from './senders.ts';

/** From so many on, a field narrows the list down. */
const MANY = 12;

/** Whose mail goes to Junk: addresses, and whole domains. */
export function BlockedTab({ blocked }: { blocked: string[] }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const sender = readSender(typed);
    if (!sender) return setError(t('block-invalid', { typed }));
    if (blocked.includes(sender)) return setError(t('block-twice', { sender }));
    setTyped('');
    await block(sender);
  };
  const shown = blocked.filter((one) => one.includes(wanted.trim().toLowerCase()));
  return (
    <div className={styles.tab}>
      <p className={styles.intro}>{t('blocked-intro')}</p>
      <form onSubmit={submit} noValidate className={styles.addLine}>
        <label>
          {t('block-label')}
          <input
            value={typed}
            maxLength={320}
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            placeholder="@example.org"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'block-error' : undefined}
            onChange={({ target }) => {
              setTyped(target.value);
              setError(null);
            }}
          />
        </label>
        <Button type="submit">{t('block-add')}</Button>
        {error && (
          <p id="block-error" role="alert" className={styles.error}>
            {error}
          </p>
        )}
      </form>
      {blocked.length >= MANY && (
        <label className={styles.narrow}>
          {t('blocked-find')}
          <input type="search" value={wanted} onChange={({ target }) => setWanted(target.value)} />
        </label>
      )}
      {blocked.length === 0 ? (
        <p className={styles.hint}>{t('blocked-none')}</p>
      ) : (
        <ul aria-label={t('blocked')} className={styles.list}>
          {shown.map((sender) => (
            <li key={sender} className={styles.short}>
              <span className={styles.words}>
                <bdi className={styles.address}>{sender}</bdi>
                {sender.startsWith('@') && (
                  <span className={styles.line}>{t('blocked-domain')}</span>
                )}
              </span>
              <IconButton
                label={t('unblock', { sender })}
                icon={<X size={16} aria-hidden />}
                onClick={() => void unblock(sender)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
