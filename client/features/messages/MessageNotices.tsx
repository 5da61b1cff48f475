import type { Message } from '../../../shared/messages.ts';
import { InvitationCard } from '../invitations/InvitationCard.tsx';

/** What a message says besides its text, and what can be answered with a click: between header and body. */
export function MessageNotices({ message }: { message: Message }) {
  const { says, folder, uid } = message;
  if (!says) return null;
  const from = message.from[0]?.address ?? '';
  return (
    <>
      {says.calendar && (
        <InvitationCard
          key={uid}
          place={{ folder, uid, part: says.calendar }}
          from={from}
          isInvitation={says.isInvitation}
        />
      )}
    </>
  );
}
