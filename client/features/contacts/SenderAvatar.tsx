import type { Address } from '../../../shared/messages.ts';
import { Avatar } from './Avatar.tsx';
import { usePhotoOf } from './contacts.ts';

/** Who wrote: the picture of the contact with this address, else the first letter of the name. */
export function SenderAvatar({ who }: { who: Address | undefined }) {
  const picture = usePhotoOf(who?.address);
  return (
    <span style={{ gridRow: 'span 2' }}>
      <Avatar name={who ? who.name || who.address : '?'} picture={picture} />
    </span>
  );
}
