import Plus from 'lucide-react/icons/plus';
import Star from 'lucide-react/icons/star';
import X from 'lucide-react/icons/x';
import { useId, useRef } from 'react';
import type { Labelled } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import styles from './ContactForm.module.css';
import { labelName } from './labels.ts';

interface Props {
  legend: string;
  /** What one of them is called. */
  one: string;
  /** The same where there are several. */
  nth(place: number): string;
  add: string;
  type: 'email' | 'tel';
  labels: string[];
  list: Labelled[];
  error?: string | undefined;
  onChange(list: Labelled[]): void;
}

/** Several addresses or numbers; the first one is preferred, and any of them can become that. */
export function LabelledFields({
  legend,
  one,
  nth,
  add,
  type,
  labels,
  list,
  error,
  onChange,
}: Props) {
  const t = useT();
  const id = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const change = (place: number, part: Partial<Labelled>) =>
    onChange(list.map((each, i) => (i === place ? { ...each, ...part } : each)));
  const prefer = (place: number) => onChange([list[place]!, ...list.filter((_, i) => i !== place)]);
  const another = () => {
    onChange([...list, { value: '', label: '' }]);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLInputElement>(`[data-line="${list.length}"]`)?.focus(),
    );
  };
  return (
    <fieldset ref={box} className={styles.lines}>
      <legend>{legend}</legend>
      {list.map(({ value, label }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, whatever is typed in it
        <div key={i} className={styles.line}>
          <input
            data-line={i}
            type={type}
            aria-label={list.length > 1 ? nth(i + 1) : one}
            aria-invalid={error?.includes(value.trim()) && value.trim() ? true : undefined}
            aria-describedby={error ? id : undefined}
            value={value}
            maxLength={320}
            autoComplete="off"
            onChange={(event) => change(i, { value: event.target.value })}
          />
          <select
            aria-label={t('label')}
            value={label}
            onChange={(event) => change(i, { label: event.target.value })}
          >
            <option value="">{t('label-none')}</option>
            {[...new Set([...labels, ...(label ? [label] : [])])].map((each) => (
              <option key={each} value={each}>
                {labelName(each, t)}
              </option>
            ))}
          </select>
          {list.length > 1 ? (
            <IconButton
              label={t(i === 0 ? 'contact-preferred' : 'contact-prefer')}
              aria-pressed={i === 0}
              icon={<Star size={16} className={i === 0 ? styles.preferred : ''} aria-hidden />}
              onClick={() => prefer(i)}
            />
          ) : (
            <span />
          )}
          <IconButton
            label={t('contact-line-remove', { name: value || one })}
            icon={<X size={16} aria-hidden />}
            onClick={() => onChange(list.filter((_, place) => place !== i))}
          />
        </div>
      ))}
      {error && (
        <p id={id} role="alert" className={styles.wrong}>
          {error}
        </p>
      )}
      <Button
        look="plain"
        className={styles.add}
        icon={<Plus size={16} aria-hidden />}
        onClick={another}
      >
        {add}
      </Button>
    </fieldset>
  );
}
