import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { FullContact } from '../../../shared/contacts.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './ContactView.module.css';
import { labelName } from './labels.ts';

interface Props {
  one: FullContact;
  onWrite(address: string): void;
}

/** Everything that is known of somebody, as text and nothing else (security S-11). */
export function ContactDetails({ one, onWrite }: Props) {
  const t = useT();
  const { locale } = useIntl();
  const others = useOthers(one.card);
  const lines: [string, string, ReactNode][] = [
    ...one.emails.map(({ value, label }, i): [string, string, ReactNode] => [
      `email-${value}`,
      label ? labelName(label, t) : t('contact-email'),
      <>
        <button type="button" title={t('contact-write')} onClick={() => onWrite(value)}>
          {value}
        </button>
        {i === 0 && one.emails.length > 1 && (
          <span className={styles.mark}>{t('contact-preferred')}</span>
        )}
      </>,
    ]),
    ...one.phones.map(({ value, label }, i): [string, string, ReactNode] => [
      `phone-${value}`,
      label ? labelName(label, t) : t('contact-phone'),
      <>
        <a href={`tel:${value.replace(/[^\d+*#]/g, '')}`}>{value}</a>
        {i === 0 && one.phones.length > 1 && (
          <span className={styles.mark}>{t('contact-preferred')}</span>
        )}
      </>,
    ]),
  ];
  if (one.birthday)
    lines.push(['birthday', t('contact-birthday'), birthdayIn(one.birthday, locale)]);
  if (one.notes)
    lines.push([
      'notes',
      t('contact-notes'),
      <span key="notes" className={styles.notes} dir="auto">
        {one.notes}
      </span>,
    ]);
  return (
    <>
      <dl className={styles.details}>
        {lines.map(([key, label, value]) => (
          <Fragment key={key}>
            <dt dir="auto">{label}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {others.length > 0 && (
        <section className={styles.other}>
          <h3>{t('contact-others')}</h3>
          <dl className={styles.details}>
            {others.map(({ name, text }) => (
              <Fragment key={`${name} ${text}`}>
                <dt>{isNamed(name) ? t(`card-${name}`) : name.toUpperCase()}</dt>
                <dd dir="auto">{text}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

const NAMED = ['adr', 'url', 'title', 'role', 'nickname', 'anniversary', 'impp'] as const;
const isNamed = (name: string): name is (typeof NAMED)[number] => NAMED.some((one) => one === name);

/** What came in the card and has no field here: read, and sent on, but not changed. */
function useOthers(card: string) {
  const { data } = useQuery({
    queryKey: ['card-others', card],
    queryFn: async () => (await import('../../../shared/contacts/vcard-others.ts')).othersOf(card),
    enabled: card !== '',
    gcTime: 0,
  });
  return data ?? [];
}

/** Without a year where nobody knows it. */
function birthdayIn(birthday: string, locale: string): string {
  const isYearless = birthday.startsWith('--');
  const date = new Date(`${isYearless ? birthday.replace('--', '2000-') : birthday}T12:00:00Z`);
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...(!isYearless && { year: 'numeric' }),
  }).format(date);
}
