import CalendarDays from 'lucide-react/icons/calendar-days';
import CalendarX from 'lucide-react/icons/calendar-x';
import Download from 'lucide-react/icons/download';
import { useId } from 'react';
import { useIntl } from 'react-intl';
import { calendarAddress, type Invitation } from '../../../shared/invitations.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { AnswerButtons } from './AnswerButtons.tsx';
import { Guests } from './Guests.tsx';
import styles from './InvitationCard.module.css';
import { InvitationState } from './InvitationState.tsx';
import { type CalendarPlace, useInvitation } from './invitations.ts';
import { repetitionOf, whenOf, whenThere } from './when.ts';

interface Props {
  place: CalendarPlace;
  /** Whoever sent the message, to be compared with whom the calendar names. */
  from: string;
  /** An invitation that cannot be read says so; another calendar file is only a file. */
  isInvitation: boolean;
  /** The notes of the event are shown when the message has no text of its own. */
  showsNotes: boolean;
}

/** What somebody invites to, and the answer. Everything of it is text (security S-11). */
export function InvitationCard({ place, from, isInvitation, showsNotes }: Props) {
  const t = useT();
  const { data: invitation, error } = useInvitation(place);
  if (invitation) return <Card {...{ place, from, invitation, showsNotes }} />;
  if (invitation === undefined && !error) return <div className={styles.waiting} aria-hidden />;
  if (!isInvitation) return null;
  return (
    <section className={styles.card} aria-label={t('invite')}>
      <p className={styles.state}>{error ? sentenceOf(error, t) : t('invite-unreadable')}</p>
      <DownloadEvent place={place} />
    </section>
  );
}

function Card({
  place,
  from,
  invitation,
  showsNotes,
}: Omit<Props, 'isInvitation'> & { invitation: Invitation }) {
  const t = useT();
  const { locale } = useIntl();
  const titleId = useId();
  const { method, title, repetition, isCancelled, isOutdated } = invitation;
  const when = whenOf(invitation, locale);
  const there = whenThere(invitation, locale, t);
  const isOver = isCancelled || isOutdated;
  const canAnswer = method === 'request' && !isOver && Boolean(invitation.organizer?.address);
  const Icon = isCancelled ? CalendarX : CalendarDays;
  return (
    <section className={styles.card} aria-labelledby={titleId}>
      <Icon size={22} aria-hidden className={styles.icon} />
      <div className={styles.content}>
        <p className={styles.kind}>
          {t(method && method !== 'publish' ? 'invite' : 'invite-event')}
        </p>
        <h2 id={titleId} className={isOver ? styles.gone : styles.title} dir="auto">
          {title || t('invite-untitled')}
        </h2>
        <InvitationState invitation={invitation} from={from} />
        <dl className={styles.facts}>
          <dt>{t('invite-when')}</dt>
          <dd>
            <p className={isOver ? styles.gone : ''}>{when || t('invite-no-date')}</p>
            {there && <p className={styles.aside}>{there}</p>}
            {repetition && <p className={styles.aside}>{repetitionOf(repetition, locale, t)}</p>}
            {invitation.isOneOfMany && <p className={styles.aside}>{t('invite-one-of-many')}</p>}
          </dd>
          {invitation.place && (
            <>
              <dt>{t('invite-where')}</dt>
              <dd dir="auto">{invitation.place}</dd>
            </>
          )}
          <Guests invitation={invitation} />
        </dl>
        {showsNotes && invitation.notes && (
          <p className={styles.notes} dir="auto">
            {invitation.notes}
          </p>
        )}
        {canAnswer && <AnswerButtons place={place} invitation={invitation} when={when} />}
        <DownloadEvent place={place} />
      </div>
    </section>
  );
}

function DownloadEvent({ place: { folder, uid, part } }: { place: CalendarPlace }) {
  const t = useT();
  return (
    <a className={styles.download} href={calendarAddress(folder, uid, part)} download="event.ics">
      <Download size={14} aria-hidden />
      {t('invite-download')}
    </a>
  );
}
