import { turnOff } from './on-device.ts';

/** Nobody is signed in here any more: nothing of the mail stays on the screen, and nothing more comes. */
export async function silenceDevice(): Promise<void> {
  turnOff();
  void navigator.clearAppBadge?.().catch(() => {});
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (!registration) return;
  for (const notification of await registration.getNotifications()) notification.close();
  // The bridge has forgotten it with the session; the browser need not wait for its push service.
  void registration.pushManager
    ?.getSubscription()
    .then((subscription) => subscription?.unsubscribe())
    .catch(() => {});
}
