import { lazy } from 'react';

/** Menus and dialogs come after the first rows: until one is asked for, nothing of them is loaded. */
export const Menu = lazy(() => import('./Menu.tsx'));
export const Dialog = lazy(() => import('./Dialog.tsx'));
