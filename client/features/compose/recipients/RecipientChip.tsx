import X from 'lucide-react/icons/x';
import type { ClipboardEvent, KeyboardEvent, MouseEvent } from 'react';
import type { Recipient } from '../../../../shared/compose.ts';
import { useT } from '../../../i18n/i18n.tsx';
import { keyAlong } from '../../../ui/along.ts';
import { useMenu } from '../../../ui/useMenu.tsx';
import styles from './Recipients.module.css';
import { beginDrag, endDrag, type RecipientsOf } from './recipient-drag.ts';
import { doubtAbout, sentAs, writeRecipient } from './recipient-text.ts';

interface Props {
  id: string;
  letter: string;
  field: RecipientsOf;
  one: Recipient;
  /** Named in the hint that says why it is marked. */
  describedBy: string | undefined;
  onEdit(): void;
  onRemove(): void;
  onMove(to: RecipientsOf): void;
  /** To the chip before (-1) or behind (1), to the first or the last one. */
  onGo(where: -1 | 1 | 'first' | 'last'): void;
}

const FIELDS = ['to', 'cc', 'bcc'] as const;

/** Somebody who gets the letter: the name, and the address that the server will be told. */
export function RecipientChip(props: Props) {
  const { id, letter, field, one, describedBy, onEdit, onRemove, onMove, onGo } = props;
  const t = useT();
  const doubt = doubtAbout(one, t);
  const wire = sentAs(one);
  const menu = useMenu<HTMLSpanElement>(one.name || one.address, () => [
    {
      id: 'change',
      entries: [
        { id: 'edit', label: t('recipient-edit'), act: () => setTimeout(onEdit) },
        { id: 'copy', label: t('recipient-copy'), act: () => void copy(one) },
      ],
    },
    {
      id: 'move',
      entries: FIELDS.filter((other) => other !== field).map((other) => ({
        id: other,
        label: t('recipient-move', { field: t(other) }),
        act: () => setTimeout(() => onMove(other)),
      })),
    },
    {
      id: 'remove',
      entries: [{ id: 'remove', label: t('recipient-remove'), act: () => setTimeout(onRemove) }],
    },
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    const act = {
      ArrowLeft: () => onGo(-1),
      ArrowRight: () => onGo(1),
      Home: () => onGo('first'),
      End: () => onGo('last'),
      Delete: onRemove,
      Backspace: onRemove,
      Enter: onEdit,
      F2: onEdit,
    }[keyAlong(event.key)];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData.setData('text/plain', writeRecipient(one));
  };
  return (
    <span
      className={`${styles.chip} ${doubt ? styles[doubt.look] : ''}`}
      draggable
      onDragStart={(event) => beginDrag(event, letter, field, one)}
      onDragEnd={endDrag}
    >
      <span
        ref={menu.ref}
        id={id}
        role="button"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-describedby={describedBy}
        className={styles.who}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onDoubleClick={onEdit}
        onClick={(event) => isTouch(event) && menu.open()}
        onContextMenu={(event) => {
          event.preventDefault();
          menu.open();
        }}
      >
        {one.name && <bdi className={styles.name}>{one.name}</bdi>}{' '}
        <bdi className={one.name ? styles.address : styles.name}>
          {one.name ? `<${one.address}>` : one.address}
        </bdi>
        {wire && (
          <span className={styles.address}> {t('recipient-sent-as', { address: wire })}</span>
        )}
      </span>
      <button
        type="button"
        tabIndex={-1}
        className={styles.remove}
        aria-label={t('remove-recipient', { address: one.address })}
        onClick={onRemove}
      >
        <X size={13} aria-hidden />
      </button>
      {menu.menu}
    </span>
  );
}

/** Fingers have no second button and no double click. */
const isTouch = (event: MouseEvent) =>
  (event.nativeEvent as unknown as PointerEvent).pointerType === 'touch';

/** Pages without TLS have no clipboard of their own: there Ctrl+C copies. */
const copy = (one: Recipient) => navigator.clipboard?.writeText(writeRecipient(one));
