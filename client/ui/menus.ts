import { later } from './later.tsx';

/** Menus and dialogs come after the first rows: what they need is large, and nobody asks at once. */
export const Menu = later(() => import('./Menu.tsx'));
export const Dialog = later(() => import('./Dialog.tsx'));
