import type { Invitation } from '../../../shared/invitations.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './InvitationCard.module.css';

/** What this message means for the event: a change, an end, somebody's answer. */
export function InvitationState({ invitation, from }: { invitation: Invitation; from: string }) {
  const t = useT();
  const { method, organizer, guests, isCancelled, isOutdated, isFromOrganizer, changes } =
    invitation;
  const speaker = guests[0];
  const speakerName = speaker?.name || speaker?.address || from;
  const isForeign =
    ['request', 'cancel', 'add', 'declinecounter'].includes(method) && !isFromOrganizer;
  const isAnswer = ['reply', 'counter', 'refresh'].includes(method);
  const isForeignAnswer =
    isAnswer && speaker?.address && speaker.address.toLowerCase() !== from.toLowerCase();
  const what = changes.map((one) => t(`invite-change-${one}`)).join(', ');
  return (
    <>
      {isForeign && (
        <p className={styles.danger}>
          {t('invite-stranger', { name: organizer?.name || organizer?.address || '' })}
        </p>
      )}
      {isForeignAnswer && (
        <p className={styles.danger}>{t('invite-stranger-reply', { address: from })}</p>
      )}
      {isCancelled && <p className={styles.state}>{t('invite-cancelled')}</p>}
      {isOutdated && !isCancelled && <p className={styles.state}>{t('invite-outdated')}</p>}
      {!isOutdated && what && <p className={styles.state}>{t('invite-changed', { what })}</p>}
      {method === 'reply' && speaker && (
        <p className={styles.state}>
          {t(`invite-replied-${speaker.answer}`, { name: speakerName })}
        </p>
      )}
      {(method === 'counter' || method === 'refresh') && (
        <p className={styles.state}>{t(`invite-${method}`, { name: speakerName })}</p>
      )}
      {(method === 'declinecounter' || method === 'add') && (
        <p className={styles.state}>{t(`invite-${method}`)}</p>
      )}
    </>
  );
}
