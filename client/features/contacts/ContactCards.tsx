import Check from 'lucide-react/icons/check';
import UserPlus from 'lucide-react/icons/user-plus';
import UserRound from 'lucide-react/icons/user-round';
import type { WholePerson } from '../../../shared/contacts.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import styles from './ContactCards.module.css';
import { isKnown, titleOf, useAddContact, useCards, useContacts } from './contacts.ts';

interface Props {
  folder: string;
  uid: number;
  part: string;
}

/** The people of a vCard that came with a message, each to be added. Everything is text (security S-11). */
export function ContactCards({ folder, uid, part }: Props) {
  const t = useT();
  const { data, error } = useCards(folder, uid, part);
  if (!data && !error) return <div className={styles.waiting} aria-hidden />;
  const cards = data?.cards ?? [];
  const more = (data?.count ?? 0) - cards.length;
  return (
    <>
      {!cards.length && (
        <Notice icon={<UserRound size={18} aria-hidden />} label={t('cards')}>
          <p>{error ? sentenceOf(error, t) : t('card-unreadable')}</p>
        </Notice>
      )}
      {cards.map((card, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a file may hold a person twice, and never reorders
        <Card key={place} card={card} />
      ))}
      {more > 0 && <p className={styles.more}>{t('card-more', { count: more })}</p>}
    </>
  );
}

function Card({ card }: { card: WholePerson }) {
  const t = useT();
  const contacts = useContacts();
  const { mutate, isPending, error } = useAddContact();
  const emails = card.emails.map(({ value }) => value);
  const phones = card.phones.map(({ value }) => value);
  const name = titleOf({ ...card, emails, phones });
  const details = [card.organization, ...emails, ...phones].filter((one) => one && one !== name);
  return (
    <Notice
      icon={<UserRound size={18} aria-hidden />}
      label={name}
      actions={
        contacts && isKnown(contacts, { name: card.name, emails }) ? (
          <p className={styles.known}>
            <Check size={16} aria-hidden />
            {t('card-known')}
          </p>
        ) : (
          <Button
            icon={<UserPlus size={16} aria-hidden />}
            aria-busy={isPending}
            aria-label={t('card-add-name', { name })}
            onClick={() => !isPending && contacts && mutate(card)}
          >
            {t('card-add')}
          </Button>
        )
      }
    >
      <p className={styles.name} dir="auto">
        {name}
      </p>
      {details.length > 0 && (
        <p className={styles.details}>
          <bdi>{details.join(' · ')}</bdi>
        </p>
      )}
      {error && (
        <p role="alert" className={styles.danger}>
          {sentenceOf(error, t)}
        </p>
      )}
    </Notice>
  );
}
