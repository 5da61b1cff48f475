import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import type { Filters, Rule } from '../../../shared/filters.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { CustomDialog } from './CustomDialog.tsx';
import { emptyRule, newId } from './draft.ts';
import { Examples } from './Examples.tsx';
import styles from './Filters.module.css';
import { insertRule, moveRule } from './filters.ts';
import { OwnScript } from './OwnScript.tsx';
import { RuleDialog } from './RuleDialog.tsx';
import { RuleLine } from './RuleLine.tsx';
import { useReorder } from './useReorder.ts';
import { endsEverything } from './warnings.ts';
import { nameOfRule } from './words.ts';

interface Edited {
  rule: Rule;
  isNew: boolean;
}

/** The rules, in the order in which they are asked. */
export function RuleList({ filters, onScript }: { filters: Filters; onScript(): void }) {
  const t = useT();
  const { rules, extensions, ownScript, active } = filters;
  const [edited, setEdited] = useState<Edited | null>(null);
  const [said, setSaid] = useState('');
  const move = (id: string, to: number) => {
    const name = nameOfRule(rules.find((one) => one.id === id)!, t);
    setSaid(t('filter-moved', { name, place: to + 1, count: rules.length }));
    void moveRule(id, to);
  };
  const { list, shown, carried, handle } = useReorder(rules, move);
  const end = shown.findIndex(endsEverything);
  const duplicate = (rule: Rule) => {
    const name = t('filter-copy-name', { name: nameOfRule(rule, t) }).slice(0, 200);
    void insertRule({ ...rule, id: newId(), name, enabled: false }, rules.indexOf(rule) + 1);
  };
  const close = () => setEdited(null);
  return (
    <>
      {!active && rules.length > 0 && <p className={styles.asleep}>{t('filters-asleep')}</p>}
      {rules.length > 0 ? (
        <ul ref={list} aria-label={t('filters')} className={styles.list}>
          {shown.map((rule, at) => (
            <RuleLine
              key={rule.id}
              rule={rule}
              at={at}
              extensions={extensions}
              isUnreached={end >= 0 && at > end}
              isCarried={rule.id === carried}
              handle={handle(rule.id)}
              onEdit={() => setEdited({ rule, isNew: false })}
              onDuplicate={() => duplicate(rule)}
            />
          ))}
        </ul>
      ) : (
        <Examples extensions={extensions} onChoose={(rule) => setEdited({ rule, isNew: true })} />
      )}
      <p role="status" className="visually-hidden">
        {said}
      </p>
      {ownScript && <OwnScript script={ownScript} />}
      <div className={styles.buttons}>
        <Button
          look={rules.length ? 'normal' : 'primary'}
          icon={<Plus size={16} aria-hidden />}
          onClick={() => setEdited({ rule: emptyRule(), isNew: true })}
        >
          {t('filter-new')}
        </Button>
      </div>
      {edited?.rule.kind === 'simple' && (
        <RuleDialog rule={edited.rule} isNew={edited.isNew} filters={filters} onClose={close} />
      )}
      {edited?.rule.kind === 'custom' && (
        <CustomDialog rule={edited.rule} onScript={onScript} onClose={close} />
      )}
    </>
  );
}
