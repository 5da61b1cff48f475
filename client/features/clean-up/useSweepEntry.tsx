import { type ReactNode, useState } from 'react';
import { sameAddress } from '../../../shared/address.ts';
import type { Address } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { later } from '../../ui/later.tsx';
import type { MenuGroup } from '../../ui/Menu.tsx';
import { useIdentities } from '../identities/identities.ts';

const SweepDialog = later(() => import('./SweepDialog.tsx'));

/** What a menu about a message offers to do with all the mail of its sender. */
export function useSweepEntry(sender: Address | undefined): {
  entries: MenuGroup[];
  dialog: ReactNode;
} {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const own = useIdentities()?.addresses ?? [];
  if (!sender?.address || own.some((one) => sameAddress(one, sender.address)))
    return { entries: [], dialog: null };
  const entry = {
    id: 'sweep',
    label: t('sweep-from', { name: sender.name.trim() || sender.address }),
    // The menu gives the focus back first; then the dialog takes it.
    act: () => setTimeout(() => setOpen(true)),
  };
  return {
    entries: [{ id: 'sweep', entries: [entry] }],
    dialog: isOpen ? <SweepDialog sender={sender} onClose={() => setOpen(false)} /> : null,
  };
}
