import type { MouseEvent } from 'react';
import { type Contact, photoAddress } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Avatar } from './Avatar.tsx';
import styles from './ContactList.module.css';
import { titleOf } from './contacts.ts';

interface Props {
  one: Contact;
  index: number;
  top: number;
  height: number;
  isOpen: boolean;
  isChosen: boolean;
  isFocused: boolean;
  onFocus(): void;
  onOpen(event: MouseEvent): void;
  onChoose(isRange: boolean): void;
}

/** Somebody in the list: picture, name, and the address or number by which they are reached. */
export function ContactRow(props: Props) {
  const { one, index, isOpen, isChosen } = props;
  const t = useT();
  const title = titleOf(one);
  const detail = [one.emails[0], one.name && one.organization, one.phones[0]].find(
    (each) => each && each !== title,
  );
  const state = `${isOpen ? styles.open : ''} ${isChosen ? styles.chosen : ''}`;
  return (
    <div
      role="row"
      aria-label={detail ? `${title}, ${detail}` : title}
      aria-rowindex={index + 1}
      aria-selected={isChosen}
      aria-current={isOpen || undefined}
      data-index={index}
      tabIndex={props.isFocused ? 0 : -1}
      className={`${styles.row} ${state}`}
      style={{ transform: `translateY(${props.top}px)`, blockSize: props.height }}
      onFocus={props.onFocus}
      onClick={props.onOpen}
    >
      <span role="gridcell" className={styles.choose}>
        {/* Larger than the box, for fingers. */}
        <label onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('select')}
            checked={isChosen}
            onChange={(event) => props.onChoose((event.nativeEvent as PointerEvent).shiftKey)}
          />
        </label>
        <Avatar name={title} picture={one.photo && photoAddress(one.id, one.photo)} />
      </span>
      <span role="gridcell" className={styles.who}>
        <span className={styles.name} dir="auto">
          {title}
        </span>
        {detail && <bdi className={styles.detail}>{detail}</bdi>}
      </span>
    </div>
  );
}
