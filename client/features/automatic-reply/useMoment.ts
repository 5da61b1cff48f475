import { useEffect, useState } from 'react';
import type { Absence } from '../../../shared/automatic-reply.ts';

/** Timers cannot wait longer than some weeks, and a laptop that slept wakes them late. */
const LONGEST = 60 * 60_000;

/** The present, told anew when one of the absences begins or ends. */
export function useMoment(absences: Pick<Absence, 'start' | 'end'>[]): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const next = absences
      .flatMap(({ start, end }) => [start, end])
      .filter((time): time is number => time !== null && time > now);
    if (next.length === 0) return undefined;
    const pause = Math.min(LONGEST, Math.max(1000, Math.min(...next) - Date.now()));
    const timer = setTimeout(() => setNow(Date.now()), pause);
    return () => clearTimeout(timer);
  }, [absences, now]);
  return now;
}
