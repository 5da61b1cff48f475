import { createBrowserRouter, redirect } from 'react-router';
import { rememberedAccount } from './api/device.ts';
import { firstAddress, prefetchMail } from './prefetch.ts';

/** The table of screens. Made once what the device remembers is back: the first screen asks for the rest. */
export const createRouter = () =>
  createBrowserRouter([
    { path: '/login', HydrateFallback: Nothing, lazy: () => screen(import('./LoginScreen.tsx')) },
    {
      path: '/compose/:id',
      loader: requireAccount,
      HydrateFallback: Nothing,
      lazy: () => screen(import('./features/compose/LetterWindow.tsx')),
    },
    {
      path: '/',
      loader: requireAccount,
      HydrateFallback: Nothing,
      lazy: () => screen(preloadShell()),
      children: [
        { index: true, loader: () => redirect(firstAddress()), Component: Nothing },
        { path: 'mail/:folder', lazy: () => screen(import('./features/messages/Mailbox.tsx')) },
        {
          path: 'mail/:folder/:uid',
          lazy: () => screen(import('./features/messages/Mailbox.tsx')),
        },
        { path: 'search', lazy: () => screen(import('./features/search/SearchPage.tsx')) },
        {
          path: 'search/:place/:message',
          lazy: () => screen(import('./features/search/SearchPage.tsx')),
        },
        { path: 'outbox', lazy: () => screen(import('./features/outbox/OutboxPage.tsx')) },
        { path: 'compose', lazy: () => screen(import('./features/compose/ComposePage.tsx')) },
        { path: 'contacts', lazy: () => screen(import('./features/contacts/ContactsPage.tsx')) },
        {
          path: 'contacts/:id',
          lazy: () => screen(import('./features/contacts/ContactsPage.tsx')),
        },
        { path: 'settings', loader: () => redirect('/settings/general'), Component: Nothing },
        { path: 'settings/:page', lazy: () => screen(import('./SettingsPage.tsx')) },
        { path: 'settings/:page/:part', lazy: () => screen(import('./SettingsPage.tsx')) },
        { path: '*', lazy: () => screen(import('./NotFound.tsx')) },
      ],
    },
  ]);

/** The frame, asked for before it is known whether somebody is signed in: both ways lead there. */
export function preloadShell() {
  return Promise.all([import('./Shell.tsx'), import('./features/messages/Mailbox.tsx')]).then(
    ([shell]) => shell,
  );
}

/** Shown while a screen is on its way for the first time: the page is then empty for a blink. */
const Nothing = () => null;

function screen(module: Promise<{ default: React.ComponentType }>) {
  return module.then(({ default: Component }) => ({ Component }));
}

/** Whoever signed in here last is taken at their word until the bridge says otherwise. */
function requireAccount({ request }: { request: Request }) {
  if (!rememberedAccount()) {
    // A mail link of another page is still wanted after signing in.
    const { pathname, search } = new URL(request.url);
    const isLetter = pathname === '/compose' && search !== '';
    throw redirect(
      isLetter ? `/login?${new URLSearchParams({ back: pathname + search })}` : '/login',
    );
  }
  prefetchMail();
  return null;
}
