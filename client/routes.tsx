import { createBrowserRouter, redirect } from 'react-router';
import { rememberedAccount } from './api/device.ts';
import { prefetchMail } from './prefetch.ts';

/** The table of screens. */
export const router = createBrowserRouter([
  { path: '/login', lazy: () => screen(import('./LoginScreen.tsx')) },
  {
    path: '/',
    loader: requireAccount,
    lazy: () => screen(preloadShell()),
    children: [
      { index: true, loader: () => redirect('/mail/INBOX') },
      { path: 'mail/:folder', lazy: () => screen(import('./features/messages/Mailbox.tsx')) },
      { path: 'mail/:folder/:uid', lazy: () => screen(import('./features/messages/Mailbox.tsx')) },
      { path: 'compose', lazy: () => screen(import('./features/compose/ComposePage.tsx')) },
      { path: 'settings', loader: () => redirect('/settings/general') },
      { path: 'settings/:page', lazy: () => screen(import('./SettingsPage.tsx')) },
      { path: '*', lazy: () => screen(import('./NotFound.tsx')) },
    ],
  },
]);

/** The frame, asked for before it is known whether somebody is signed in: both ways lead there. */
export const preloadShell = () =>
  Promise.all([import('./Shell.tsx'), import('./features/messages/Mailbox.tsx')]).then(
    ([shell]) => shell,
  );

const screen = (module: Promise<{ default: React.ComponentType }>) =>
  module.then(({ default: Component }) => ({ Component }));

/** Whoever signed in here last is taken at their word until the bridge says otherwise. */
function requireAccount() {
  if (!rememberedAccount()) throw redirect('/login');
  prefetchMail();
  return null;
}
