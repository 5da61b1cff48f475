import { type ReactNode, useState } from 'react';
import { sameAddress } from '../../../shared/address.ts';
import type { Message } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { later } from '../../ui/later.tsx';
import type { MenuGroup } from '../../ui/Menu.tsx';
import { useIdentities } from '../identities/identities.ts';

const FromMessage = later(() => import('./FromMessage.tsx'));

/** What a menu about a message offers to do with mail like it, from now on. */
export function useFilterEntries(message: Message | undefined): {
  entries: MenuGroup[];
  dialog: ReactNode;
} {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const own = useIdentities()?.addresses ?? [];
  const sender = message?.from[0]?.address ?? '';
  const isOwn = own.some((one) => sameAddress(one, sender));
  const blockSender = async () => {
    const { block } = await import('./filters.ts');
    await block(sender.toLowerCase());
  };
  return {
    entries: [
      {
        id: 'filters',
        entries: [
          {
            id: 'filter-new',
            label: t('filter-from-message'),
            disabled: !message,
            // The menu gives the focus back first; then the dialog takes it.
            act: () => setTimeout(() => setOpen(true)),
          },
          {
            id: 'block',
            label: t('block-sender'),
            disabled: !sender || isOwn,
            act: () => void blockSender(),
          },
        ],
      },
    ],
    dialog: isOpen && message && <FromMessage message={message} onClose={() => setOpen(false)} />,
  };
}
