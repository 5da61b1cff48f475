import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { MenuGroup } from './Menu.tsx';
import { Menu } from './menus.ts';

/** A menu and the button that calls it: put `ref` and `open` on the button, `menu` beside it. */
export function useMenu<Trigger extends HTMLElement = HTMLButtonElement>(
  label: string,
  groups: () => MenuGroup[],
): { ref: RefObject<Trigger | null>; isOpen: boolean; open(): void; menu: ReactNode } {
  const ref = useRef<Trigger>(null);
  const [isOpen, setOpen] = useState(false);
  return {
    ref,
    isOpen,
    open: () => setOpen(true),
    menu: isOpen && (
      <Menu label={label} groups={groups()} trigger={ref} onClose={() => setOpen(false)} />
    ),
  };
}
