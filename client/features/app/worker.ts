import { Workbox } from 'workbox-window';
import { onRecovery } from '../../api/connection.ts';

/** A program may stay open for weeks. */
const LOOK_EVERY = 6 * 3600_000;

/**
 * Registers the worker that keeps the shell on this device. Where browsers have none, or allow none (an
 * address without https), the mail works without it.
 *
 * @param tell a newer version waits, or another tab has begun to use it; the argument begins with it here.
 */
export async function startWorker(tell: (use: () => void) => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  // While it is being developed, nothing may stand between the page and the newest code.
  if (import.meta.env.DEV) return removeWorker();
  const workbox = new Workbox('/service-worker.js', { updateViaCache: 'none' });
  // The first worker of a device is no newer version, whichever page began to install it.
  let isFirst = navigator.serviceWorker.controller === null;
  let isAsked = false;
  workbox.addEventListener('waiting', () => {
    if (isFirst) return;
    tell(() => {
      isAsked = true;
      workbox.messageSkipWaiting();
    });
  });
  workbox.addEventListener('controlling', ({ isUpdate, isExternal }) => {
    if (isAsked) location.reload();
    else if (!isFirst && (isUpdate || isExternal)) tell(() => location.reload());
    isFirst = false;
  });
  // Refused or out of reach: the next page tries again.
  const registration = await workbox.register().catch(() => undefined);
  if (!registration) return;
  const look = () => void registration.update().catch(() => {});
  // What was away may have come back as a newer version.
  onRecovery(look);
  setInterval(look, LOOK_EVERY);
}

/** Takes the worker and the shell it keeps off this device. The next page starts as the first one did. */
export async function removeWorker(): Promise<void> {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map((one) => one.unregister()));
  for (const name of await caches.keys()) {
    if (/^(workbox|sobre)-/.test(name)) await caches.delete(name);
  }
}
