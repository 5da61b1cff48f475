import type { ComponentProps } from 'react';
import { IconButton } from './Button.tsx';
import type { useMenu } from './useMenu.tsx';

type Called = Pick<
  ReturnType<typeof useMenu<HTMLButtonElement>>,
  'ref' | 'isOpen' | 'open' | 'menu'
>;
type Props = Omit<ComponentProps<typeof IconButton>, 'ref' | 'onClick'> & {
  menu: Called;
};

/** A sign that calls a menu, and the menu beside it. */
export function MenuButton({ menu, ...rest }: Props) {
  return (
    <>
      <IconButton
        ref={menu.ref}
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        onClick={menu.open}
        {...rest}
      />
      {menu.menu}
    </>
  );
}
