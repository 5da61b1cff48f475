import type { Message } from '../../../shared/messages.ts';
import { ContactCards } from '../contacts/ContactCards.tsx';
import { InvitationCard } from '../invitations/InvitationCard.tsx';
import { DeliveryReport } from '../reports/DeliveryReport.tsx';
import { ReceiptReport } from '../reports/ReceiptReport.tsx';
import { ReceiptWish } from '../reports/ReceiptWish.tsx';
import { LeaveList } from '../subscriptions/LeaveList.tsx';

/**
 * What a message says besides its text, and what can be answered with a click: between header and body.
 * Which of these there are is known with the message, so that their places are kept while they load.
 */
export default function MessageNotices({ message }: { message: Message }) {
  const { says, folder, uid } = message;
  if (!says) return null;
  const from = message.from[0]?.address ?? '';
  return (
    <>
      {says.report === 'delivery' && <DeliveryReport folder={folder} uid={uid} />}
      {says.report === 'receipt' && <ReceiptReport folder={folder} uid={uid} from={from} />}
      {says.calendar && (
        <InvitationCard
          place={{ folder, uid, part: says.calendar }}
          from={from}
          isInvitation={says.isInvitation}
          showsNotes={!message.bodies.length}
        />
      )}
      {says.cards.map((part) => (
        <ContactCards key={part} folder={folder} uid={uid} part={part} />
      ))}
      {says.wayOut && <LeaveList folder={folder} uid={uid} wayOut={says.wayOut} />}
      <ReceiptWish message={message} />
    </>
  );
}
