import { type MessageId, useT } from '../../i18n/i18n.tsx';
import Dialog from '../../ui/Dialog.tsx';
import styles from './Shortcuts.module.css';

const keys: [string, MessageId][] = [
  ['j', 'shortcut-next'],
  ['k', 'shortcut-previous'],
  ['o / ↵', 'shortcut-open'],
  ['u / Esc', 'back'],
  ['x / ␣', 'shortcut-select'],
  ['* a', 'select-all-loaded'],
  ['r', 'reply'],
  ['a', 'reply-all'],
  ['f', 'forward'],
  ['e', 'archive'],
  ['#', 'delete'],
  ['!', 'report-spam'],
  ['s', 'star'],
  ['⇧ I', 'mark-read'],
  ['⇧ U', 'mark-unread'],
  ['v', 'move-to'],
  ['l', 'tags'],
  ['z', 'undo'],
  ['c', 'shortcut-compose'],
  ['/', 'search-mail'],
  ['g i', 'shortcut-inbox'],
  ['g c', 'shortcut-contacts'],
  ['?', 'shortcut-help'],
];

export default function Shortcuts({ onClose }: { onClose(): void }) {
  const t = useT();
  return (
    <Dialog title={t('shortcuts')} onClose={onClose}>
      <dl className={styles.keys}>
        {keys.map(([key, id]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(id)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
