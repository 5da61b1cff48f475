import { useState } from 'react';
import { Field } from '../../ui/Field.tsx';
import { fromFieldValue, toFieldValue } from '../outbox/moments.ts';

interface Props {
  label: string;
  /** Epoch milliseconds of a whole minute; null = none. */
  value: number | null;
  error?: string | null;
  onChange(value: number | null): void;
}

/** Years are typed digit by digit: what is earlier is one that is not finished. */
const EARLIEST = Date.UTC(2000, 0, 1);

/** A date and time in the reader's zone, which may stay empty. While one is typed, the field is left alone. */
export function MomentField({ label, value, error, onChange }: Props) {
  const [typed, setTyped] = useState<{ text: string; value: number | null } | null>(null);
  const isTyped = typed !== null && typed.value === value;
  const read = ({ value: text, validity }: HTMLInputElement) => {
    const moment = text === '' && !validity.badInput ? null : fromFieldValue(text);
    const isWhole = moment !== null ? moment >= EARLIEST : text === '' && !validity.badInput;
    const next = isWhole ? moment : value;
    setTyped({ text, value: next });
    if (isWhole) onChange(next);
  };
  return (
    <Field
      label={label}
      type="datetime-local"
      value={isTyped ? typed.text : value === null ? '' : toFieldValue(value)}
      max="9999-12-31T23:59"
      error={error ?? null}
      onChange={(event) => read(event.target)}
      onBlur={() => setTyped(null)}
    />
  );
}
