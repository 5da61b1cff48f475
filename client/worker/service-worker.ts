import { clientsClaim } from 'workbox-core';
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { keepFrame, showFrame } from './frame.ts';
import { hearPushes } from './push.ts';
import { FRAME, SCREENS } from './screens.ts';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: PrecacheEntry[] };

/**
 * The worker: keeps the shell, so that the mail opens without the network or while the bridge restarts.
 * Mail never passes through it: what the device holds of it is the page's (`api/device.ts`), and nothing
 * under /api is answered or kept here.
 */
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
clientsClaim();
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { allowlist: [SCREENS] }),
);
registerRoute(({ url }) => url.origin === location.origin && url.pathname === FRAME, showFrame);
self.addEventListener('install', (event) => event.waitUntil(keepFrame()));
// A new worker waits until the person wants it: pages of the old one go on with the files they know.
self.addEventListener('message', ({ data }) => {
  if ((data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
hearPushes();
