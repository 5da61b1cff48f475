import { useSyncExternalStore } from 'react';

/** Chromium's offer to install the page as a program; other browsers have it in their own menus. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | null = null;
const listeners = new Set<() => void>();

/** Begins to listen: browsers make their offer once, soon after the page has started. */
export function listenForOffer() {
  addEventListener('beforeinstallprompt', (event) => {
    // Asked on the settings page, not by a bar over the mail.
    event.preventDefault();
    set(event as InstallOffer);
  });
  addEventListener('appinstalled', () => set(null));
}

export const useInstallOffer = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offer,
  );

/** Takes the offer up: the browser asks. It can be taken up once. */
export async function install(): Promise<void> {
  const taken = offer;
  set(null);
  await taken?.prompt();
}

export const isInstalled = () => matchMedia('(display-mode: standalone)').matches;

function set(next: InstallOffer | null) {
  offer = next;
  for (const listener of listeners) listener();
}
