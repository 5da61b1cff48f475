import type { Random } from './random.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A moment as people live it, `8m`, `3h` or `12d` before now; days fall on waking hours. */
export function ago(now: Date, age: string, random: Random): Date {
  const amount = Number.parseFloat(age);
  if (age.endsWith('m'))
    return new Date(now.getTime() - amount * MINUTE - random.int(0, 40) * 1000);
  if (age.endsWith('h'))
    return new Date(now.getTime() - amount * HOUR - random.int(0, 1500) * 1000);
  return atHour(new Date(now.getTime() - amount * DAY), wakingHour(random), random);
}

/** The same day in Paris, at this hour and some minute. */
export function atHour(day: Date, hour: number, random: Random): Date {
  const local = new Date(day.getTime() + parisOffset(day) * HOUR);
  local.setUTCHours(hour, random.int(0, 59), random.int(0, 59), 0);
  return new Date(local.getTime() - parisOffset(day) * HOUR);
}

/** An earlier moment that is not in the middle of the night. */
export function before(date: Date, hours: number, random: Random): Date {
  const earlier = new Date(date.getTime() - hours * HOUR);
  const hour = new Date(earlier.getTime() + parisOffset(earlier) * HOUR).getUTCHours();
  return hour >= 7 ? earlier : atHour(new Date(earlier.getTime() - 8 * HOUR), 20, random);
}

/** A later moment; what would fall in the night waits for the morning. */
export function after(date: Date, hours: number, random: Random): Date {
  const later = new Date(date.getTime() + hours * HOUR);
  const hour = new Date(later.getTime() + parisOffset(later) * HOUR).getUTCHours();
  return hour >= 7 ? later : atHour(later, random.int(7, 9), random);
}

/** Moments over three years, oldest first, the recent past fuller than the far one. */
export function spread(now: Date, count: number, random: Random): Date[] {
  const span = 3 * 365 * DAY;
  const latest = now.getTime() - 12 * MINUTE;
  return Array.from({ length: count }, (_, i) => {
    const back = span * (1 - (i + random.next()) / count) ** 1.35;
    const day = new Date(now.getTime() - back);
    const date = back < DAY ? day : atHour(day, wakingHour(random), random);
    return date.getTime() > latest ? new Date(latest - random.int(0, 3600) * 1000) : date;
  }).sort((a, b) => a.getTime() - b.getTime());
}

/** Most mail is written in office hours, some over breakfast or in the evening. */
function wakingHour(random: Random): number {
  const draw = random.next();
  if (draw < 0.1) return random.int(7, 8);
  if (draw < 0.82) return random.int(9, 17);
  return random.int(18, 22);
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** In the offset of Paris, whatever the clock of this machine says. */
export function rfc5322Date(date: Date): string {
  const hours = parisOffset(date);
  const local = new Date(date.getTime() + hours * HOUR);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${DAYS[local.getUTCDay()]}, ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]}`;
  const time = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()]
    .map(two)
    .join(':');
  return `${day} ${local.getUTCFullYear()} ${time} +0${hours}00`;
}

/** Hours east of UTC: summer time runs between the last Sundays of March and October, 01:00 UTC. */
export function parisOffset(date: Date): 1 | 2 {
  const year = date.getUTCFullYear();
  return date >= lastSunday(year, 2) && date < lastSunday(year, 9) ? 2 : 1;
}

function lastSunday(year: number, month: number): Date {
  const end = new Date(Date.UTC(year, month + 1, 0, 1));
  return new Date(end.getTime() - end.getUTCDay() * DAY);
}
