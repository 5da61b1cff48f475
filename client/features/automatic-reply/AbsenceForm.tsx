import type { Absence, ReadyReply } from '../../../shared/automatic-reply.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { AbsenceAddresses } from './AbsenceAddresses.tsx';
import { AbsencePeriod } from './AbsencePeriod.tsx';
import { AbsenceText } from './AbsenceText.tsx';
import styles from './AutomaticReply.module.css';
import { faultsOf, type Remark, remarksOf } from './periods.ts';

interface Props {
  absence: Absence;
  page: ReadyReply;
  among: Absence[];
  now: number;
  /** Somebody tried to save: what is missing is said. */
  showsFaults: boolean;
  onChange(part: Partial<Absence>): void;
}

const DAYS = [1, 2, 3, 4, 7, 14, 30];

/** One absence: when, what, to whom. */
export function AbsenceForm({ absence, page, among, now, showsFaults, onChange }: Props) {
  const t = useT();
  const { addresses, contacts, can } = page;
  const saved = page.absences.find(({ id }) => id === absence.id);
  const faults = faultsOf(absence, addresses);
  const remarks = remarksOf(absence, { among, saved, addresses, contacts, now });
  return (
    <>
      {can.dates ? (
        <AbsencePeriod
          absence={absence}
          error={faults.includes('end-before-start') ? t('away-fault-end-before-start') : null}
          onChange={onChange}
        />
      ) : (
        <p className={styles.hint}>{t('away-no-dates')}</p>
      )}
      <AbsenceText
        absence={absence}
        hasSubjectField={can.subject}
        error={
          showsFaults && faults.includes('message-empty') ? t('away-fault-message-empty') : null
        }
        onChange={onChange}
      />
      <AbsenceAddresses
        addresses={addresses}
        complete={page.complete}
        except={absence.except}
        onChange={(except) => onChange({ except })}
      />
      {faults.includes('nobody') && (
        <p role="alert" className={styles.error}>
          {t('away-fault-nobody')}
        </p>
      )}
      <Choices
        label={t('away-who')}
        value={absence.who}
        options={[
          { value: 'everyone', label: t('away-who-everyone') },
          { value: 'contacts', label: t('away-who-contacts', { count: contacts }) },
        ]}
        onChoose={(who) => onChange({ who })}
      />
      <p className={styles.hint}>{t('away-never')}</p>
      <Field
        as="select"
        label={t('away-days')}
        value={absence.days}
        onChange={(event) => onChange({ days: Number(event.target.value) })}
      >
        {[...new Set([...DAYS, absence.days])]
          .sort((a, b) => a - b)
          .map((days) => (
            <option key={days} value={days}>
              {t('away-days-count', { count: days })}
            </option>
          ))}
      </Field>
      {remarks.length > 0 && (
        <ul role="status" aria-label={t('away-remarks')} className={styles.remarks}>
          {remarks.map((one) => (
            <li key={keyOf(one)}>
              {t(keyOf(one), typeof one === 'string' ? {} : { addresses: one.left.join(', ') })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const keyOf = (remark: Remark) =>
  `away-remark-${typeof remark === 'string' ? remark : 'left'}` as MessageId;
