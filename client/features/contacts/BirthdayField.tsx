import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useT } from '../../i18n/i18n.tsx';
import styles from './ContactForm.module.css';

interface Props {
  /** `1985-04-12`, `--04-12` without a year, or nothing. */
  value: string;
  onChange(value: string): void;
}

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);

/** Day and month, and the year where it is known. Nothing is said as long as the day is not whole. */
export function BirthdayField({ value, onChange }: Props) {
  const t = useT();
  const { formatDate } = useIntl();
  const [, year0 = '', month0 = '', day0 = ''] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(value) ?? [];
  const [parts, setParts] = useState({
    day: day0.replace(/^0/, ''),
    month: month0,
    year: year0 === '-' ? '' : year0,
  });
  const change = (part: Partial<typeof parts>) => {
    const next = { ...parts, ...part };
    setParts(next);
    onChange(birthdayFrom(next));
  };
  return (
    <fieldset className={styles.birthday}>
      <legend>{t('contact-birthday')}</legend>
      <div>
        <label>
          {t('birthday-day')}
          <input
            inputMode="numeric"
            value={parts.day}
            maxLength={2}
            autoComplete="off"
            onChange={(event) => change({ day: event.target.value.replace(/\D/g, '') })}
          />
        </label>
        <label>
          {t('birthday-month')}
          <select value={parts.month} onChange={(event) => change({ month: event.target.value })}>
            <option value="">–</option>
            {MONTHS.map((month) => (
              <option key={month} value={String(month).padStart(2, '0')}>
                {formatDate(new Date(2000, month - 1, 15), { month: 'long' })}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('birthday-year')}
          <input
            inputMode="numeric"
            value={parts.year}
            maxLength={4}
            autoComplete="off"
            onChange={(event) => change({ year: event.target.value.replace(/\D/g, '') })}
          />
        </label>
      </div>
    </fieldset>
  );
}

function birthdayFrom({ day, month, year }: Record<'day' | 'month' | 'year', string>): string {
  const number = Number(day);
  const longest = new Date(Number(year) || 2000, Number(month), 0).getDate();
  if (!month || number < 1 || number > longest || (year && year.length !== 4)) return '';
  return `${year || '-'}-${month}-${String(number).padStart(2, '0')}`;
}
