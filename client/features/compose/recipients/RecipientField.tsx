import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  useId,
  useRef,
  useState,
} from 'react';
import type { Recipient } from '../../../../shared/compose.ts';
import type { Person } from '../../../../shared/people.ts';
import { useT } from '../../../i18n/i18n.tsx';
import { useGroups } from '../../contacts/groups.ts';
import composer from '../Composer.module.css';
import { PeopleList } from './PeopleList.tsx';
import { forget, useSuggestedPeople } from './people.ts';
import { RecipientChip } from './RecipientChip.tsx';
import styles from './Recipients.module.css';
import { draggedTo, isDragging, type RecipientsOf } from './recipient-drag.ts';
import { doubtAbout, writeRecipient } from './recipient-text.ts';
import { readRecipients, withRecipients } from './recipients.ts';

interface Props {
  letter: string;
  field: RecipientsOf;
  value: Recipient[];
  autoFocus?: boolean;
  onChange(value: Recipient[]): void;
  /** Takes somebody out of one field and puts them into another. */
  onMove(one: Recipient, from: RecipientsOf, to: RecipientsOf): void;
}

/** Recipients as chips; each shows the address that the server will get, byte for byte (security S-29). */
export function RecipientField({ letter, field, value, autoFocus, onChange, onMove }: Props) {
  const t = useT();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  /** The one whose text stands in the box, and where its chip was. */
  const [edited, setEdited] = useState<{ one: Recipient; at: number } | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const [isOver, setOver] = useState(false);
  const membersOf = useGroups();
  const { people, isFor } = useSuggestedPeople(typed, isOpen, value);
  // Somebody who is looked for by name is the first of those found; an address is itself.
  const active =
    chosen ?? (isFor && typed.trim() && !typed.includes('@') && people.length ? 0 : -1);
  const doubts = value.map((one) => doubtAbout(one, t));
  const firstDoubt = doubts.findIndex(Boolean);
  const label = t(field);

  const close = () => {
    setOpen(false);
    setChosen(null);
  };
  const put = (found: Recipient[]) => {
    if (found.length || edited) onChange(withRecipients(value, found, edited?.at));
    setTyped('');
    setEdited(null);
    close();
  };
  const take = (text: string) => put(membersOf(text) ?? readRecipients(text));
  const choose = ({ name, address, members }: Person) => put(members ?? [{ name, address }]);
  const edit = (at: number) => {
    const one = value[at];
    if (!one) return;
    const rest = withRecipients(value, readRecipients(typed), edited?.at);
    onChange(rest.filter((other) => other !== one));
    setEdited({ one, at: rest.indexOf(one) });
    setTyped(writeRecipient(one));
    input.current?.focus();
    setTimeout(() => input.current?.select());
  };
  const goTo = (at: number) => {
    const chip = at < value.length ? box.current?.querySelectorAll('[role=button]')[at] : null;
    ((chip as HTMLElement | null | undefined) ?? input.current)?.focus();
  };
  const remove = (at: number) => {
    onChange(value.filter((_, place) => place !== at));
    // The next chip has taken this one's place once React has drawn.
    setTimeout(() => goTo(at));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    const isSend = event.ctrlKey || event.metaKey;
    const atStart = event.currentTarget.selectionEnd === 0;
    const taken = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) setOpen(true);
      else if (people.length)
        setChosen(
          (active + (key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1) + people.length) %
            people.length,
        );
    } else if (key === 'Enter' && !isSend && chosen === null && membersOf(typed)) {
      taken();
      take(typed);
    } else if ((key === 'Enter' || key === 'Tab') && active >= 0 && !isSend && !event.shiftKey) {
      taken();
      choose(people[active]!);
    } else if ((key === 'Enter' || key === ',' || key === ';') && !isSend) {
      if (key !== 'Enter' && /"[^"]*$/.test(typed)) return;
      event.preventDefault();
      take(typed);
    } else if (key === 'Enter' && typed.trim()) {
      // What is half written is looked at before the letter is sent.
      taken();
      take(typed);
    } else if (key === 'Delete' && event.shiftKey && people[active]?.source === 'letters') {
      taken();
      void forget(people[active]);
    } else if (key === 'Escape' && (people.length > 0 || edited)) {
      taken();
      if (people.length) close();
      else if (edited) put([edited.one]);
    } else if ((key === 'ArrowLeft' || key === 'Backspace') && atStart && value.length) {
      event.preventDefault();
      goTo(value.length - 1);
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (!/[,;\n<]/.test(text)) return;
    event.preventDefault();
    take(`${typed}${typed && ','}${text}`);
  };
  const onDragOver = (event: DragEvent) => {
    const isText = event.dataTransfer.types.includes('text/plain') && !isDragging();
    if (!draggedTo(letter, field) && !isText) return;
    event.preventDefault();
    event.stopPropagation();
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    setOver(false);
    const chip = draggedTo(letter, field);
    const text = event.dataTransfer.getData('text/plain');
    if (!chip && (!text || isDragging())) return;
    event.preventDefault();
    event.stopPropagation();
    if (chip) onMove(chip.one, chip.field, field);
    else take(text);
  };

  return (
    <div
      ref={box}
      className={`${composer.line} ${styles.row} ${isOver ? styles.over : ''}`}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <label htmlFor={id}>{label}</label>
      <div className={styles.field}>
        <div className={styles.chips}>
          {value.map((one, i) => (
            <RecipientChip
              key={one.address}
              id={`${id}-chip-${i}`}
              letter={letter}
              field={field}
              one={one}
              describedBy={i === firstDoubt ? `${id}-doubt` : undefined}
              onEdit={() => edit(i)}
              onRemove={() => remove(i)}
              onMove={(to) => onMove(one, field, to)}
              onGo={(where) =>
                goTo(
                  where === 'first' ? 0 : where === 'last' ? value.length : Math.max(0, i + where),
                )
              }
            />
          ))}
          <input
            ref={input}
            id={id}
            role="combobox"
            aria-expanded={people.length > 0}
            aria-controls={people.length ? `${id}-people` : undefined}
            aria-activedescendant={active >= 0 ? `${id}-people-${active}` : undefined}
            aria-autocomplete="list"
            aria-describedby={value.length ? `${id}-hint` : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            inputMode="email"
            enterKeyHint="next"
            // biome-ignore lint/a11y/noAutofocus: a new letter begins with its recipient
            autoFocus={autoFocus}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setChosen(null);
              setOpen(event.target.value.trim() !== '');
            }}
            onKeyDown={onKeyDown}
            onBlur={() => {
              take(typed);
            }}
            onPaste={onPaste}
          />
        </div>
        <span id={`${id}-hint`} hidden>
          {t('recipients-hint', { count: value.length })}
        </span>
        <span role="status" className="visually-hidden">
          {people.length ? t('people-count', { count: people.length }) : ''}
        </span>
        {firstDoubt >= 0 && (
          <p id={`${id}-doubt`} className={styles[`${doubts[firstDoubt]!.look}-note`]}>
            {doubts[firstDoubt]!.sentence}
          </p>
        )}
      </div>
      {people.length > 0 && (
        <PeopleList
          id={`${id}-people`}
          label={t('search-suggestions')}
          anchor={box}
          people={people}
          active={active}
          onChoose={choose}
          onForget={(one) => void forget(one)}
        />
      )}
    </div>
  );
}
