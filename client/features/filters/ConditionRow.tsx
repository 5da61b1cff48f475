import X from 'lucide-react/icons/x';
import { useId } from 'react';
import { type Condition, subjects } from '../../../shared/filters.ts';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { type Keyed, withComparison, withSubject } from './draft.ts';
import styles from './Filters.module.css';
import { takeFocus } from './inputs.ts';
import { type Comparison, offeredComparisons, offeredSubjects, type Subject } from './offers.ts';
import { ValueFields } from './ValueFields.tsx';
import { comparisonId } from './words.ts';

interface Props {
  condition: Keyed<Condition>;
  extensions: string[];
  fault: string | undefined;
  isOnly: boolean;
  autoFocus: boolean;
  onChange(next: Keyed<Condition>): void;
  onRemove(): void;
}

/** One thing to look for: where, how, and for what. */
export function ConditionRow(props: Props) {
  const { condition, extensions, fault, isOnly, autoFocus, onChange, onRemove } = props;
  const t = useT();
  const id = useId();
  const { on, how, not } = condition;
  // What a rule already asks stays in sight, also where the server cannot do it.
  const offered = withOwn(offeredSubjects(subjects, extensions), on);
  const comparisons = withOwn(offeredComparisons(on, extensions), how);
  const describedBy = fault ? `${id}-fault` : undefined;
  const isYes = how === 'yes';
  return (
    <li className={styles.row}>
      <div className={styles.parts}>
        <select
          aria-label={t('filter-where')}
          value={on}
          ref={autoFocus ? takeFocus : undefined}
          onChange={({ target }) =>
            onChange(withSubject(condition, target.value as Subject, extensions))
          }
        >
          {offered.map((one) => (
            <option key={one} value={one}>
              {t(`filter-on-${one}`)}
            </option>
          ))}
        </select>
        {on === 'header' && (
          <input
            aria-label={t('filter-header')}
            placeholder="X-Spam-Flag"
            value={condition.header ?? ''}
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            aria-describedby={describedBy}
            onChange={({ target }) => onChange({ ...condition, header: target.value })}
          />
        )}
        <select
          aria-label={t('filter-how')}
          value={`${how}${not ? '-not' : ''}`}
          onChange={({ target }) => {
            const [next, negated] = target.value.split('-');
            onChange(withComparison(condition, next as Comparison, negated === 'not'));
          }}
        >
          {comparisons.flatMap((one) =>
            [false, true].map((isNot) => (
              <option key={`${one} ${isNot}`} value={`${one}${isNot ? '-not' : ''}`}>
                {isYes
                  ? t(isNot ? 'filter-how-yes-not' : 'filter-how-yes')
                  : t(comparisonId(on, one, isNot))}
              </option>
            )),
          )}
        </select>
        <ValueFields
          key={on}
          condition={condition}
          describedBy={describedBy}
          isWrong={fault !== undefined}
          onChange={(values) => onChange({ ...condition, values })}
        />
      </div>
      <IconButton
        label={t('filter-condition-remove')}
        icon={<X size={16} aria-hidden />}
        disabled={isOnly}
        onClick={onRemove}
      />
      {fault && (
        <p id={describedBy} role="alert" className={styles.error}>
          {fault}
        </p>
      )}
      {(on === 'plus' || how === 'matches' || how === 'regex') && (
        <p className={styles.hint}>
          {t(on === 'plus' ? 'filter-hint-plus' : `filter-hint-${how as 'matches' | 'regex'}`)}
        </p>
      )}
    </li>
  );
}

const withOwn = <One,>(offered: One[], own: One): One[] =>
  offered.includes(own) ? offered : [...offered, own];
