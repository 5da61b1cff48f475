import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { MessageRow as Row } from '../../../shared/messages.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { useStable } from '../../ui/useStable.ts';
import { useTags } from '../tags/tags.ts';
import { holds, membersOf, membersOfAll } from './conversation-rows.ts';
import styles from './MessageList.module.css';
import { MessageRow, type RowAct } from './MessageRow.tsx';
import type { Selection } from './selection.ts';
import type { MessageList as List } from './useMessageList.ts';

interface Props {
  /** Where the message of a row is. */
  whereIs(row: Row): { folder: string; uid: number };
  list: List;
  selection: Selection;
  openUid: number | null;
  compact: boolean;
  /** Whether the people of a row are those it was written to. */
  showsRecipients(row: Row): boolean;
  /** What a row says of its folder, where rows of several stand together. */
  placeOf?(row: Row): string;
  /** What is said when the view is empty. */
  empty: ReactNode;
  onOpen(uid: number): void;
  onAct(row: Row, act: RowAct): void;
}

const HEIGHT = { comfortable: 67, compact: 40 };
const OVERSCAN = 6;

/** The list: a grid over the true count, of which only what is in sight exists. */
export function MessageList(props: Props) {
  const { list, selection, openUid, compact, empty } = props;
  const t = useT();
  const tags = useTags();
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const height = compact ? HEIGHT.compact : HEIGHT.comfortable;
  const total = list.total ?? 0;
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    // A guess until it is measured: rows that are known are in the first drawing.
    initialRect: { width: 0, height: innerHeight },
    // The row with the focus stays, wherever the list is scrolled: or the keyboard would lose its place.
    rangeExtractor: (range) =>
      withFocused(defaultRangeExtractor(range), Math.min(focused, total - 1)),
    onChange: ({ range }) =>
      range &&
      list.show(
        Math.max(0, range.startIndex - OVERSCAN),
        Math.min(total - 1, range.endIndex + OVERSCAN),
      ),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is what calls for it
  useLayoutEffect(() => rows.measure(), [rows, height]);
  useSteadyScroll(scroller, list, height);
  const focusRow = (index: number) => {
    const place = Math.max(0, Math.min(total - 1, index));
    setFocused(place);
    rows.scrollToIndex(place, { align: 'auto' });
    const focus = () =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${place}"]`)
        ?.focus({ preventScroll: true });
    focus();
    requestAnimationFrame(focus);
  };
  const openPlace = openUid === null ? -1 : list.indexOf(openUid);
  const followed = useRef<number | null>(null);
  // `j` and `k` lead out of sight: the list goes along, reads what comes next, and takes the keyboard with
  // it. Once for each message: who looks elsewhere meanwhile is not called back by what arrives.
  useLayoutEffect(() => {
    if (openUid === followed.current || (openUid !== null && openPlace < 0)) return;
    followed.current = openUid;
    if (openUid === null || !scroller.current?.clientHeight) return;
    if (scroller.current.contains(document.activeElement)) focusRow(openPlace);
    else rows.scrollToIndex(openPlace, { align: 'auto' });
  });
  const open = (row: Row, event: MouseEvent) => {
    if (event.shiftKey) return selection.extend(row.uid, list.order);
    if (event.ctrlKey || event.metaKey) return selection.toggle(row.uid, membersOf(row));
    props.onOpen(row.uid);
  };
  const select = (row: Row, { shiftKey }: { shiftKey: boolean }) =>
    shiftKey ? selection.extend(row.uid, list.order) : selection.toggle(row.uid, membersOf(row));
  const acts = useStable({
    onOpen: open,
    onSelect: select,
    onAct: props.onAct,
    whereIs: props.whereIs,
    // All of a view has no list of rows: `drag.ts` knows it.
    dragged: (row: Row) => {
      if (selection.has(row.uid) && selection.all) return [];
      return membersOfAll(list.find, selection.has(row.uid) ? selection.uids : [row.uid]);
    },
  });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const place = Number(
      (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index ?? focused,
    );
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 1);
    const row = list.rowAt(place);
    const keys: Record<string, () => void> = {
      ArrowDown: () => focusRow(place + 1),
      ArrowUp: () => focusRow(place - 1),
      PageDown: () => focusRow(place + page),
      PageUp: () => focusRow(place - page),
      Home: () => focusRow(0),
      End: () => focusRow(total - 1),
      Enter: () => row && props.onOpen(row.uid),
      ' ': () => row && select(row, event),
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
    if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const next = list.rowAt(place + (event.key === 'ArrowDown' ? 1 : -1));
      if (row && !selection.has(row.uid)) selection.toggle(row.uid, membersOf(row));
      if (next) selection.extend(next.uid, list.order);
    }
  };

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-scroller
      data-selecting={selection.count > 0 || undefined}
      tabIndex={-1}
    >
      <div
        role="grid"
        id="messages"
        aria-label={t('messages')}
        aria-rowcount={total}
        aria-multiselectable
        aria-busy={list.total === null && !list.error}
        className={styles.grid}
        style={{ blockSize: rows.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {rows.getVirtualItems().map(({ index, start }) => {
          const row = list.rowAt(index);
          if (!row)
            return <Skeleton key={`waiting-${index}`} index={index} top={start} height={height} />;
          return (
            <MessageRow
              key={row.uid}
              row={row}
              tags={tags}
              index={index}
              top={start}
              height={height}
              compact={compact}
              showsRecipients={props.showsRecipients(row)}
              place={props.placeOf?.(row)}
              isOpen={openUid !== null && holds(row, openUid)}
              isSelected={selection.has(row.uid)}
              isFocused={index === Math.min(focused, total - 1)}
              {...acts}
            />
          );
        })}
      </div>
      {list.total === null && !list.error && <Skeletons height={height} />}
      {list.total === 0 && <div className={styles.empty}>{empty}</div>}
      {list.error ? (
        <div className={styles.empty} role="alert">
          <p>{sentenceOf(list.error, t)}</p>
          <Button onClick={list.retry}>{t('retry')}</Button>
        </div>
      ) : null}
    </div>
  );
}

/** What comes or goes above moves nothing in sight: the first row that is seen stays where it is. */
function useSteadyScroll(scroller: RefObject<HTMLDivElement | null>, list: List, height: number) {
  const seen = useRef<{ uid: number; index: number } | null>(null);
  // Asked of the browser after a change, it would have to lay out the whole page first.
  const scrolled = useRef(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    const before = seen.current;
    const now = before && scrolled.current >= height ? list.indexOf(before.uid) : -1;
    if (element && before && now >= 0 && now !== before.index) {
      element.scrollTop += (now - before.index) * height;
      scrolled.current = element.scrollTop;
    }
    seen.current = firstSeen(scrolled.current, list, height);
  });
  useEffect(() => {
    const element = scroller.current;
    const remember = () => {
      scrolled.current = element?.scrollTop ?? 0;
      seen.current = firstSeen(scrolled.current, list, height);
    };
    element?.addEventListener('scroll', remember, { passive: true });
    return () => element?.removeEventListener('scroll', remember);
  }, [scroller, list, height]);
}

function firstSeen(scrolled: number, list: List, height: number) {
  const index = Math.ceil(scrolled / height);
  const row = list.rowAt(index);
  return row ? { uid: row.uid, index } : null;
}

const withFocused = (indexes: number[], focused: number) =>
  focused < 0 || indexes.includes(focused) ? indexes : [...indexes, focused].sort((a, b) => a - b);

/** A row on its way: its height is known, its text is not. */
function Skeleton({ index, top, height }: { index: number; top: number; height: number }) {
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      data-index={index}
      tabIndex={-1}
      className={styles.skeleton}
      style={{ transform: `translateY(${top}px)`, blockSize: height }}
    >
      <span role="gridcell" className={styles.bone} />
    </div>
  );
}

function Skeletons({ height }: { height: number }) {
  return (
    <div aria-hidden className={styles.waiting}>
      {Array.from({ length: 8 }, (_, i) => i).map((i) => (
        <div
          key={i}
          className={styles.skeleton}
          style={{ transform: `translateY(${i * height}px)`, blockSize: height }}
        >
          <span className={styles.bone} />
        </div>
      ))}
    </div>
  );
}
