import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useId, useState } from 'react';
import type { Condition } from '../../../shared/filters.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { AddressInput } from './AddressInput.tsx';
import styles from './Filters.module.css';
import { type InputProps, takeFocus, takeLines } from './inputs.ts';
import { isOfAddresses, needsNoValue } from './offers.ts';
import { SizeField } from './SizeField.tsx';

/** More than these are one text, a value a line. */
const MOST_FIELDS = 8;

interface Props {
  condition: Condition;
  describedBy?: string | undefined;
  isWrong: boolean;
  onChange(values: string[]): void;
}

/** What a condition compares with: one field a value, of the kind that the subject has. */
export function ValueFields({ condition, describedBy, isWrong, onChange }: Props) {
  const t = useT();
  const [added, setAdded] = useState(-1);
  const id = useId();
  const { on, how, values } = condition;
  if (needsNoValue(how)) return null;
  const shared = {
    'aria-describedby': describedBy,
    'aria-invalid': isWrong || undefined,
  };
  const one = values[0] ?? '';
  if (on === 'size')
    return <SizeField value={one} {...shared} onChange={(value) => onChange([value])} />;
  if (on === 'date')
    return (
      <input
        type="date"
        aria-label={t('filter-date')}
        value={one}
        {...shared}
        onChange={({ target }) => onChange([target.value])}
      />
    );
  if (values.length > MOST_FIELDS)
    return (
      <div className={styles.values}>
        <textarea
          aria-label={t('filter-values')}
          rows={6}
          value={values.join('\n')}
          spellCheck={false}
          {...shared}
          onChange={({ target }) => onChange(target.value.split(/\r?\n/))}
        />
        <p className={styles.hint}>{t('filter-values-lines')}</p>
      </div>
    );
  const shown = values.length ? values : [''];
  const set = (at: number, value: string) =>
    onChange(shown.map((before, i) => (i === at ? value : before)));
  const add = () => {
    onChange([...shown, '']);
    setAdded(shown.length);
  };
  const Input = isOfAddresses(on) && how !== 'regex' ? AddressInput : PlainInput;
  return (
    <div className={styles.values}>
      {shown.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: values have no other name than their place
        <div key={`${id}-${at}`} className={styles.inline}>
          <Input
            label={t(at ? 'filter-value-or' : 'filter-value')}
            value={value}
            attributes={at === added ? { ...shared, ref: takeFocus } : shared}
            onChange={(text) => set(at, text)}
            onPasteLines={(lines) =>
              onChange([...shown.slice(0, at), ...lines, ...shown.slice(at + 1)])
            }
          />
          {shown.length > 1 && (
            <IconButton
              label={t('filter-value-remove', { value })}
              icon={<X size={15} aria-hidden />}
              onClick={() => onChange(shown.filter((_, i) => i !== at))}
            />
          )}
        </div>
      ))}
      <Button
        look="plain"
        icon={<Plus size={14} aria-hidden />}
        onClick={add}
        className={styles.or}
      >
        {t('filter-value-add')}
      </Button>
    </div>
  );
}

function PlainInput({ label, value, attributes, onChange, onPasteLines }: InputProps) {
  return (
    <input
      aria-label={label}
      value={value}
      maxLength={1000}
      autoComplete="off"
      {...attributes}
      onChange={({ target }) => onChange(target.value)}
      onPaste={(event) => takeLines(event, onPasteLines)}
    />
  );
}
