import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { onSignedOut } from './api/call.ts';
import { keepOnDevice, restore } from './api/device.ts';
import { queryClient } from './api/query-client.ts';
import { listenForOffer } from './features/app/install.ts';
import { showTheme } from './features/preferences/first-paint.ts';
import { followPreferences } from './features/preferences/follow.ts';
import { forgetSession } from './features/session/session.ts';
import { I18n, speak } from './i18n/i18n.tsx';
import { firstScreenKeys } from './prefetch.ts';
import { createRouter, preloadShell } from './routes.tsx';
import './styles/tokens.css';
import './styles/base.css';

showTheme();
listenForOffer();
void preloadShell();
await Promise.all([speak(), restore(queryClient, firstScreenKeys())]);
keepOnDevice(queryClient);
followPreferences();
const router = createRouter();
onSignedOut(() => {
  const { pathname } = router.state.location;
  const state = pathname === '/login' ? null : { back: pathname };
  void forgetSession(() => router.navigate('/login', { replace: true, state }));
});

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={queryClient}>
    <I18n>
      <RouterProvider router={router} />
    </I18n>
  </QueryClientProvider>,
);
