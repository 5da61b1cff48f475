import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import type { Contact } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './ContactList.module.css';
import { ContactRow } from './ContactRow.tsx';
import { deletePeople } from './contact-acts.ts';

interface Props {
  people: Contact[];
  isWaiting: boolean;
  openId: string | null;
  chosen: ReadonlySet<string>;
  onChoose(chosen: ReadonlySet<string>): void;
  onOpen(id: string): void;
  /** What is said when nobody is shown. */
  empty: ReactNode;
}

const HEIGHT = 60;

/** People of any number: a grid of which only what is in sight exists. */
export function ContactList({ people, isWaiting, openId, chosen, onChoose, onOpen, empty }: Props) {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const [anchor, setAnchor] = useState<string | null>(null);
  const last = people.length - 1;
  const place = Math.max(0, Math.min(focused, last));
  const rows = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 6,
    initialRect: { width: 0, height: innerHeight },
    // The row with the focus stays, or the keyboard would lose its place.
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      return last < 0 || seen.includes(place) ? seen : [...seen, place].sort((a, b) => a - b);
    },
  });
  const focus = (index: number) => {
    const next = Math.max(0, Math.min(last, index));
    setFocused(next);
    rows.scrollToIndex(next, { align: 'auto' });
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${next}"]`)
        ?.focus({ preventScroll: true }),
    );
  };
  const choose = (one: Contact, isRange: boolean) => {
    const next = new Set(chosen);
    const from = isRange ? people.findIndex(({ id }) => id === anchor) : -1;
    const to = people.indexOf(one);
    if (from >= 0) {
      for (const each of people.slice(Math.min(from, to), Math.max(from, to) + 1))
        next.add(each.id);
    } else if (!next.delete(one.id)) next.add(one.id);
    setAnchor(one.id);
    onChoose(next);
  };
  const open = (one: Contact, event: MouseEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) choose(one, event.shiftKey);
    else onOpen(one.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const one = people[place];
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? HEIGHT) / HEIGHT) - 1);
    const meant = chosen.size ? people.filter(({ id }) => chosen.has(id)) : one ? [one] : [];
    const remove = () => {
      onChoose(new Set());
      void deletePeople(meant);
    };
    const keys: Record<string, () => void> = {
      ArrowDown: () => focus(place + 1),
      ArrowUp: () => focus(place - 1),
      PageDown: () => focus(place + page),
      PageUp: () => focus(place - page),
      Home: () => focus(0),
      End: () => focus(last),
      Enter: () => one && onOpen(one.id),
      ' ': () => one && choose(one, event.shiftKey),
      Delete: remove,
      '#': remove,
    };
    const act = keys[event.key];
    if (!act || !one) return;
    event.preventDefault();
    act();
  };
  return (
    <div ref={scroller} className={styles.scroller} tabIndex={-1}>
      <div
        role="grid"
        aria-label={t('people')}
        aria-rowcount={people.length}
        aria-multiselectable
        aria-busy={isWaiting}
        className={styles.grid}
        style={{ blockSize: rows.getTotalSize() }}
        data-choosing={chosen.size > 0 || undefined}
        onKeyDown={onKeyDown}
      >
        {rows.getVirtualItems().map(({ index, start }) => {
          const one = people[index];
          return (
            one && (
              <ContactRow
                key={one.id}
                one={one}
                index={index}
                top={start}
                height={HEIGHT}
                isOpen={one.id === openId}
                isChosen={chosen.has(one.id)}
                isFocused={index === place}
                onFocus={() => setFocused(index)}
                onOpen={(event) => open(one, event)}
                onChoose={(isRange) => choose(one, isRange)}
              />
            )
          );
        })}
      </div>
      {isWaiting && <p className={styles.empty}>{t('loading')}</p>}
      {!isWaiting && !people.length && <div className={styles.empty}>{empty}</div>}
    </div>
  );
}
