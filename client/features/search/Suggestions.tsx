import History from 'lucide-react/icons/history';
import TextSearch from 'lucide-react/icons/text-search';
import UserRound from 'lucide-react/icons/user-round';
import { useT } from '../../i18n/i18n.tsx';
import { addressOf, nameOf } from '../messages/people.ts';
import styles from './SearchBox.module.css';
import type { Suggestion } from './suggestions.ts';

interface Props {
  id: string;
  suggestions: Suggestion[];
  active: number;
  onChoose(one: Suggestion): void;
}

const icons = { recent: History, person: UserRound, term: TextSearch };

/** What may be meant; the focus stays in the box. */
export function Suggestions({ id, suggestions, active, onChoose }: Props) {
  const t = useT();
  return (
    <div id={id} role="listbox" aria-label={t('search-suggestions')} className={styles.list}>
      {suggestions.map((one, i) => {
        const Icon = icons[one.kind];
        return (
          <div
            key={`${one.kind} ${one.text}`}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            className={styles.option}
            // The press must not take the focus away before the click arrives.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one)}
          >
            <Icon size={15} aria-hidden />
            <Shown one={one} />
          </div>
        );
      })}
    </div>
  );
}

function Shown({ one }: { one: Suggestion }) {
  if (one.kind !== 'person')
    return <bdi className={styles.words}>{one.kind === 'recent' ? one.text : one.shown}</bdi>;
  return (
    <span className={styles.words}>
      <bdi>{nameOf(one.who)}</bdi> <bdi className={styles.address}>{addressOf(one.who)}</bdi>
    </span>
  );
}
