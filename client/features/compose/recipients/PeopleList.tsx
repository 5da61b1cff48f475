import UserRound from 'lucide-react/icons/user-round';
import UsersRound from 'lucide-react/icons/users-round';
import X from 'lucide-react/icons/x';
import { type RefObject, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Person } from '../../../../shared/people.ts';
import { useT } from '../../../i18n/i18n.tsx';
import { addressOf, isMisleading, nameOf } from '../../messages/people.ts';
import styles from './Recipients.module.css';

interface Props {
  id: string;
  label: string;
  anchor: RefObject<HTMLElement | null>;
  people: Person[];
  active: number;
  onChoose(one: Person): void;
  onForget(one: Person): void;
}

/** Who may be meant, below the field; the focus stays in it. */
export function PeopleList({ id, label, anchor, people, active, onChoose, onForget }: Props) {
  const t = useT();
  const place = usePlaceBelow(anchor);
  const letter = anchor.current?.closest('section');
  if (!place || !letter) return null;
  // Beside the fields, which scroll and would cut it off.
  return createPortal(
    <div id={id} role="listbox" aria-label={label} className={styles.list} style={place}>
      {people.map((one, i) => (
        <div
          key={one.address || `group ${one.name}`}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === active}
          className={styles.option}
          // The press must not take the focus away before the click arrives.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(one)}
        >
          {one.members ? (
            <UsersRound size={15} aria-hidden className={styles.sign} />
          ) : (
            <UserRound size={15} aria-hidden className={styles.sign} />
          )}
          <span className={styles.words}>
            {one.name && (one.members || !isMisleading(one)) && <bdi>{nameOf(one)}</bdi>}{' '}
            <bdi className={one.name ? styles.address : ''}>
              {one.members ? t('people-group', { count: one.members.length }) : addressOf(one)}
            </bdi>
          </span>
          {one.source === 'letters' && (
            // Shift+Delete does the same: an option holds no button of its own.
            <span
              aria-hidden
              title={t('person-forget')}
              className={styles.forget}
              onClick={(event) => {
                event.stopPropagation();
                onForget(one);
              }}
            >
              <X size={14} />
            </span>
          )}
        </div>
      ))}
    </div>,
    letter,
  );
}

const GAP = 2;
const WIDEST = 460;

/** Where the list stands in the window: below its field, however far that is scrolled. */
function usePlaceBelow(anchor: RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState<Record<'top' | 'left' | 'width' | 'maxHeight', number>>();
  useLayoutEffect(() => {
    const element = anchor.current;
    const view = element?.ownerDocument.defaultView;
    if (!element || !view) return;
    const look = () => {
      const { left, bottom, width } = element.getBoundingClientRect();
      const top = bottom + GAP;
      const room = Math.min(width, WIDEST);
      setPlace({ left, top, width: room, maxHeight: Math.max(120, view.innerHeight - top - 8) });
    };
    look();
    const watched = new ResizeObserver(look);
    watched.observe(element);
    view.addEventListener('scroll', look, true);
    view.addEventListener('resize', look);
    return () => {
      watched.disconnect();
      view.removeEventListener('scroll', look, true);
      view.removeEventListener('resize', look);
    };
  }, [anchor]);
  return place;
}
