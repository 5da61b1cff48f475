import type { SimpleRule } from '../../../shared/filters.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { emptyRule } from './draft.ts';
import styles from './Filters.module.css';
import { lackingOfRule } from './offers.ts';

const examples: Record<'list' | 'invoices' | 'plus', Partial<SimpleRule>> = {
  list: {
    conditions: [{ on: 'list', how: 'exists', not: false, values: [] }],
    actions: [{ do: 'move', folder: '' }, { do: 'stop' }],
  },
  invoices: {
    match: 'any',
    conditions: [{ on: 'subject', how: 'contains', not: false, values: [''] }],
    actions: [{ do: 'tag', keyword: '$label4' }, { do: 'star' }],
  },
  plus: {
    conditions: [{ on: 'plus', how: 'is', not: false, values: [''] }],
    actions: [{ do: 'move', folder: '' }, { do: 'read' }, { do: 'stop' }],
  },
};

interface Props {
  extensions: string[];
  onChoose(rule: SimpleRule): void;
}

/** No rule yet: what one can do, with three to begin from. */
export function Examples({ extensions, onChoose }: Props) {
  const t = useT();
  const offered = (Object.keys(examples) as (keyof typeof examples)[])
    .map((name) => {
      const rule = { ...emptyRule(), ...examples[name], name: t(`filter-example-${name}-name`) };
      // The word to look for is of the language.
      const conditions = rule.conditions.map((one) =>
        one.values.length
          ? { ...one, values: [t(`filter-example-${name}-word` as MessageId)] }
          : one,
      );
      return { name, rule: { ...rule, conditions } };
    })
    .filter(({ rule }) => lackingOfRule(rule, extensions).length === 0);
  return (
    <div className={styles.empty}>
      <p>{t('filters-none')}</p>
      <ul className={styles.examples}>
        {offered.map(({ name, rule }) => (
          <li key={name}>
            <span>
              <strong>{rule.name}</strong>
              <span className={styles.line}>{t(`filter-example-${name}`)}</span>
            </span>
            <Button
              aria-label={t('filter-example-use-name', { name: rule.name })}
              onClick={() => onChoose(rule)}
            >
              {t('filter-example-use')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
