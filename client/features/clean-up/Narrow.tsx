import type { Choice } from '../../../shared/choice.ts';
import { useFormats } from '../../i18n/formats.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import styles from './Narrow.module.css';
import { ORDERS, type Order } from './review.ts';

const AGES = [7, 30, 90, 182, 365, 730, 1825];
const SIZES = [100_000, 1_000_000, 5_000_000, 10_000_000, 20_000_000];
const LATEST = [1, 3, 10, 50];

interface Props {
  choice: Choice;
  order: Order;
  onChange(choice: Choice): void;
  onOrder(order: Order): void;
}

/** Fewer of them: only old ones, only large ones, only those never opened, all but the latest. */
export function Narrow({ choice, order, onChange, onOrder }: Props) {
  const t = useT();
  const { bytes } = useFormats();
  const set = (key: 'olderThan' | 'largerThan' | 'keepLatest', value: string) => {
    const { [key]: _, ...rest } = choice;
    onChange(value ? { ...rest, [key]: Number(value) } : rest);
  };
  const setUnopened = (on: boolean) => {
    const { unopened: _, ...rest } = choice;
    onChange(on ? { ...rest, unopened: true } : rest);
  };
  return (
    <fieldset className={styles.narrow}>
      <legend className="visually-hidden">{t('narrow')}</legend>
      <Pick
        label={t('narrow-age')}
        none={t('narrow-age-any')}
        value={choice.olderThan}
        among={AGES}
        words={(days) => ageWords(days, t)}
        onPick={(value) => set('olderThan', value)}
      />
      <Pick
        label={t('narrow-size')}
        none={t('narrow-size-any')}
        value={choice.largerThan}
        among={SIZES}
        words={(size) => t('narrow-size-over', { size: bytes(size) })}
        onPick={(value) => set('largerThan', value)}
      />
      <Pick
        label={t('narrow-keep')}
        none={t('narrow-keep-none')}
        value={choice.keepLatest}
        among={LATEST}
        words={(count) => t('narrow-keep-latest', { count })}
        onPick={(value) => set('keepLatest', value)}
      />
      <label className={styles.field}>
        <span>{t('review-order')}</span>
        <select value={order} onChange={({ target }) => onOrder(target.value as Order)}>
          {ORDERS.map((one) => (
            <option key={one} value={one}>
              {t(`review-order-${one}` as MessageId)}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={choice.unopened ?? false}
          onChange={({ target }) => setUnopened(target.checked)}
        />
        {t('narrow-unopened')}
      </label>
    </fieldset>
  );
}

/** Ages in the largest whole unit. */
export function ageWords(days: number, t: ReturnType<typeof useT>): string {
  if (days % 365 === 0) return t('narrow-older-years', { count: days / 365 });
  if (days === 182) return t('narrow-older-months', { count: 6 });
  if (days === 90) return t('narrow-older-months', { count: 3 });
  return t('narrow-older-days', { count: days });
}

interface PickProps {
  label: string;
  none: string;
  value: number | undefined;
  among: readonly number[];
  words(value: number): string;
  onPick(value: string): void;
}

function Pick({ label, none, value, among, words, onPick }: PickProps) {
  // What a tool asks for may be none of the usual steps.
  const steps = value && !among.includes(value) ? [...among, value].sort((a, b) => a - b) : among;
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <select value={value ?? ''} onChange={({ target }) => onPick(target.value)}>
        <option value="">{none}</option>
        {steps.map((one) => (
          <option key={one} value={one}>
            {words(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
