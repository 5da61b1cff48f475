import type { Rule } from '../../../shared/filters.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { useTags } from '../tags/tags.ts';
import styles from './Filters.module.css';
import { nameOfRule, sentenceOfRule } from './words.ts';

interface Props {
  /** As it stands on the server; null when it was deleted. */
  now: Rule | null;
  onMine(): void;
  onTheirs(): void;
}

/** The rule was changed in another place while it was edited here. */
export function RuleConflict({ now, onMine, onTheirs }: Props) {
  const t = useT();
  const tags = useTags();
  return (
    <div role="alert" className={styles.conflict}>
      <p>{t(now ? 'filter-conflict' : 'filter-conflict-gone')}</p>
      {now && (
        <p>
          <bdi className={styles.name}>{nameOfRule(now, t)}</bdi>
          {now.kind === 'simple' && (
            <bdi className={styles.line}>{sentenceOfRule(now, tags, t)}</bdi>
          )}
        </p>
      )}
      <Actions>
        <Button onClick={onTheirs}>{t(now ? 'conflict-theirs' : 'filter-discard')}</Button>
        <Button onClick={onMine}>{t('conflict-mine')}</Button>
      </Actions>
    </div>
  );
}
