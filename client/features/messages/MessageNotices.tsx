import type { Message } from '../../../shared/messages.ts';
import { ContactCards } from '../contacts/ContactCards.tsx';
import { useFolders } from '../folders/folders.ts';
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
  const use = useFolders()?.find(({ path }) => path === folder)?.specialUse;
  if (!says) return null;
  const from = message.from[0]?.address ?? '';
  // To leave a list or to confirm a reading tells a sender of junk that somebody is there.
  const isUnwanted = use === 'junk' || use === 'drafts';
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
      {says.wayOut && !isUnwanted && <LeaveList folder={folder} uid={uid} wayOut={says.wayOut} />}
      {!isUnwanted && <ReceiptWish message={message} />}
    </>
  );
}
