import Check from 'lucide-react/icons/check';
import CircleHelp from 'lucide-react/icons/circle-help';
import Minus from 'lucide-react/icons/minus';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import type { Guest, Invitation } from '../../../shared/invitations.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './InvitationCard.module.css';

const SHOWN = 4;

/** Who invites and who is invited, each with their answer in words and a sign. */
export function Guests({ invitation }: { invitation: Invitation }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const { organizer, method } = invitation;
  // The organiser is often on their own list, and the one who answers is named above.
  const guests =
    method === 'reply'
      ? []
      : invitation.guests.filter(
          ({ address }) => !address || address.toLowerCase() !== organizer?.address.toLowerCase(),
        );
  if (!organizer && !guests.length) return null;
  const shown = (isOpen ? guests : guests.slice(0, SHOWN)).map((guest) =>
    withOwnAnswer(guest, invitation),
  );
  const left = invitation.guestCount - (invitation.guests.length - guests.length) - shown.length;
  return (
    <>
      <dt>{t('invite-who')}</dt>
      <dd>
        <ul className={styles.guests}>
          {organizer && (
            <li>
              <span className={styles.sign} />
              <bdi>{t('invite-organizer', { name: organizer.name || organizer.address })}</bdi>
            </li>
          )}
          {shown.map((guest, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a calendar may name a guest twice, and never reorders
            <GuestLine key={place} guest={guest} />
          ))}
        </ul>
        {left > 0 &&
          (isOpen ? (
            <p className={styles.aside}>{t('invite-more', { count: left })}</p>
          ) : (
            <button type="button" className={styles.more} onClick={() => setOpen(true)}>
              {t('invite-more', { count: left })}
            </button>
          ))}
      </dd>
    </>
  );
}

/** The organiser's list is as old as the message; the reader's own answer is known better. */
function withOwnAnswer(guest: Guest, { me, answer, isAnswerOld }: Invitation): Guest {
  const isMe = guest.address.toLowerCase() === me.toLowerCase();
  return isMe && answer && !isAnswerOld ? { ...guest, answer } : guest;
}

const SIGNS = {
  accepted: Check,
  declined: X,
  tentative: CircleHelp,
  delegated: Minus,
  'needs-action': Minus,
};

function GuestLine({ guest }: { guest: Guest }) {
  const t = useT();
  const Sign = SIGNS[guest.answer];
  const name = guest.name || guest.address || '?';
  return (
    <li title={guest.address}>
      <Sign size={14} aria-hidden className={styles.sign} data-answer={guest.answer} />
      <bdi>{t(`invite-guest-${guest.answer}`, { name })}</bdi>
    </li>
  );
}
