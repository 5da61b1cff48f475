import type { QuotaRoot } from '../../../shared/storage.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './StorageHome.module.css';
import { useStorage } from './storage.ts';

/** What else limits the mailbox: the number of messages, and each quota root where there are several. */
export function Roots() {
  const t = useT();
  const { number } = useFormats();
  const { messages, roots = [] } = useStorage() ?? {};
  if (!messages && !roots.length) return null;
  return (
    <ul className={styles.quiet}>
      {messages && (
        <li>
          {t('storage-messages', { used: number(messages.used), limit: number(messages.limit) })}
        </li>
      )}
      {roots.map((root) => (
        <Root key={root.name} root={root} />
      ))}
    </ul>
  );
}

function Root({ root: { name, storage, messages } }: { root: QuotaRoot }) {
  const t = useT();
  const { bytes, number } = useFormats();
  const limits = [
    storage && t('storage-used', { used: bytes(storage.used), limit: bytes(storage.limit) }),
    messages &&
      t('storage-messages', { used: number(messages.used), limit: number(messages.limit) }),
  ].filter((words) => words !== null);
  if (!limits.length) return null;
  return (
    <li>{t('storage-root', { name: name || t('storage-mailbox'), limits: limits.join(', ') })}</li>
  );
}
