import { useSyncExternalStore } from 'react';

/** Whether this device shows notifications while a page is open. Goes when it signs out (`silence.ts`). */
const KEY = 'sobre.notifications';
const listeners = new Set<() => void>();

/** What the browser says; `unsupported` where it has no notifications, or none for such an address. */
export type Permission = 'unsupported' | NotificationPermission;

export const permission = (): Permission =>
  'Notification' in window && isSecureContext ? Notification.permission : 'unsupported';

export const isOn = (): boolean => permission() === 'granted' && localStorage.getItem(KEY) === 'on';

/**
 * Asks the browser, which asks the person: only ever on a click.
 *
 * @returns true when notifications may be shown.
 */
export async function turnOn(): Promise<boolean> {
  if (permission() === 'unsupported') return false;
  const isGranted = (await Notification.requestPermission()) === 'granted';
  if (isGranted) localStorage.setItem(KEY, 'on');
  tell();
  return isGranted;
}

export function turnOff() {
  localStorage.removeItem(KEY);
  tell();
}

const tell = () => {
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  // Another tab may have switched it.
  addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', listener);
  };
};

export const useIsOn = () => useSyncExternalStore(subscribe, isOn);
export const usePermission = () => useSyncExternalStore(subscribe, permission);
