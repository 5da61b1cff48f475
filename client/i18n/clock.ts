import { useSyncExternalStore } from 'react';
import { isZone } from '../../shared/zones.ts';

/** How dates are written: in which time zone, and how hours are counted. */
export interface Clock {
  /** An IANA time zone. */
  zone: string;
  /** `locale` = as the language does. */
  hours: 'locale' | '24' | '12';
}

export const browserZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

let clock: Clock = { zone: browserZone(), hours: 'locale' };
const listeners = new Set<() => void>();

export const currentClock = () => clock;
export const currentZone = () => clock.zone;

/** From now on dates are written so. A zone that this browser does not know counts as its own. */
export function setClock(zone: string | null, hours: Clock['hours']) {
  const known = zone !== null && isZone(zone) ? zone : browserZone();
  if (known === clock.zone && hours === clock.hours) return;
  clock = { zone: known, hours };
  for (const listener of listeners) listener();
}

export function onClock(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useClock = (): Clock => useSyncExternalStore(onClock, currentClock);

/** The reader's time zone: the one that was chosen, else the browser's. */
export const useZone = () => useClock().zone;

/** Options of Intl that make a format keep to the clock. */
export const clockOptions = ({ zone, hours }: Clock = clock): Intl.DateTimeFormatOptions => ({
  timeZone: zone,
  ...(hours !== 'locale' && { hourCycle: hours === '24' ? 'h23' : 'h12' }),
});

/** A zone as people read it: "America/New York". */
export const zoneName = (zone: string) => zone.replaceAll('_', ' ');
