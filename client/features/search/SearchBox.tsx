import SearchIcon from 'lucide-react/icons/search';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import X from 'lucide-react/icons/x';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { readQuery } from '../../../shared/search/read.ts';
import type { Problem } from '../../../shared/search/terms.ts';
import { LONGEST_QUERY } from '../../../shared/search.ts';
import { currentAmong, useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import { useFolders } from '../folders/folders.ts';
import { SEARCH_BOX, searchAddress } from './address.ts';
import { peopleLike } from './people.ts';
import { sentenceOfProblem } from './problems.ts';
import { recentSearches, rememberSearch } from './recent.ts';
import styles from './SearchBox.module.css';
import { Suggestions } from './Suggestions.tsx';
import { searchAgain } from './searches.ts';
import { type Suggestion, suggest } from './suggestions.ts';

const SearchForm = later(() => import('./SearchForm.tsx'));

interface Props {
  /** What the page shows already. */
  q?: string;
  /** Where to go when the search is cleared. */
  from?: string;
}

/** "Search mail": words and operators, people and searches of before below it, a form beside it. */
export function SearchBox({ q = '', from = '/' }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { typed?: boolean } | null };
  const folders = useFolders() ?? [];
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [showsForm, setShowsForm] = useState(false);
  const found = isOpen
    ? suggest(typed, {
        recent: recentSearches(),
        folders,
        language: currentAmong(['en', 'fr']),
        people: peopleLike,
      })
    : [];

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const change = (text: string) => {
    setTyped(text);
    setProblem(null);
    setOpen(true);
    setActive(-1);
  };
  const search = (text: string) => {
    const wanted = text.trim();
    close();
    setTyped(wanted);
    if (!wanted) return;
    const [wrong] = readQuery(wanted).problems;
    setProblem(wrong ?? null);
    if (wrong) return;
    rememberSearch(wanted);
    if (wanted === q) return void searchAgain(q);
    // On a phone the keyboard would cover what is found.
    const typed = !matchMedia('(pointer: coarse)').matches;
    void navigate(searchAddress(wanted), { state: { from, typed } });
  };
  const choose = (one: Suggestion) => {
    if (one.kind === 'recent') return search(one.text);
    change(one.text);
    input.current?.focus();
  };
  const clear = () => {
    setProblem(null);
    close();
    setTyped('');
    if (q) void navigate(from);
    else input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      const places = found.length + 1;
      setActive(((active + 1 + step + places) % places) - 1);
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      focusList();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const one = found[active];
      if (one) choose(one);
      else search(typed);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (found.length) close();
      else {
        setTyped(q);
        focusList();
      }
    }
  };

  return (
    <div className={styles.place}>
      <search className={styles.box}>
        <SearchIcon size={17} aria-hidden className={styles.sign} />
        <input
          ref={input}
          id={SEARCH_BOX}
          type="search"
          aria-label={t('search-mail')}
          placeholder={t('search-mail')}
          aria-autocomplete="list"
          aria-controls={found.length ? list : undefined}
          aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${list}-problem` : undefined}
          // biome-ignore lint/a11y/noAutofocus: whoever began to search goes on where the page changed
          autoFocus={state?.typed === true}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={LONGEST_QUERY}
          value={typed}
          onChange={(event) => change(event.target.value)}
          onClick={() => setOpen(true)}
          onFocus={() => setOpen(!q)}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        {typed && (
          <IconButton
            label={t('search-clear')}
            className={styles.button}
            icon={<X size={16} aria-hidden />}
            onClick={clear}
          />
        )}
        <IconButton
          label={t('search-options')}
          aria-haspopup="dialog"
          className={styles.button}
          icon={<SlidersHorizontal size={16} aria-hidden />}
          onClick={() => setShowsForm(true)}
        />
      </search>
      {found.length > 0 && (
        <Suggestions id={list} suggestions={found} active={active} onChoose={choose} />
      )}
      <span role="status" className="visually-hidden">
        {found.length ? t('search-suggestion-count', { count: found.length }) : ''}
      </span>
      {problem && (
        <p id={`${list}-problem`} role="alert" className={styles.problem}>
          {sentenceOfProblem(problem, t)}
        </p>
      )}
      {showsForm && (
        <SearchForm
          text={typed}
          onSearch={(text) => {
            setShowsForm(false);
            search(text);
          }}
          onClose={() => setShowsForm(false)}
        />
      )}
    </div>
  );
}

/** From the box down into what it found. */
function focusList() {
  const rows = document.querySelectorAll<HTMLElement>('#messages [role=row]');
  const first = [...rows].find(({ tabIndex }) => tabIndex === 0) ?? rows[0];
  if (first) first.focus();
  else (document.activeElement as HTMLElement | null)?.blur();
}
