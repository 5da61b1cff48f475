import type { Absence } from '../../../shared/automatic-reply.ts';
import { timeAt, wallTime } from '../../../shared/zones.ts';

export type QuickChoice = 'monday' | 'week' | 'two-weeks' | 'open';
export const quickChoices: QuickChoice[] = ['monday', 'week', 'two-weeks', 'open'];

const MORNING = 8;

/** When an absence that begins at `start` ends, in this zone; null = when it is turned off. */
export function quickEnd(choice: QuickChoice, start: number, zone: string): number | null {
  if (choice === 'open') return null;
  const { year, month, day, hour, minute, weekday } = wallTime(start, zone);
  if (choice === 'monday')
    return timeAt(zone, year, month, day + ((8 - weekday) % 7 || 7), MORNING);
  return timeAt(zone, year, month, day + (choice === 'week' ? 7 : 14), hour, minute);
}

export type Fault = 'end-before-start' | 'message-empty' | 'nobody';
export type Remark = 'over' | 'start-past' | 'contacts-none' | 'overlap' | { left: string[] };

/** What must be mended before the absence can be saved as one that answers. */
export function faultsOf(one: Absence, addresses: string[]): Fault[] {
  const faults: Fault[] = [];
  if (one.start !== null && one.end !== null && one.end <= one.start)
    faults.push('end-before-start');
  if (one.message.trim() === '') faults.push('message-empty');
  if (answering(one, addresses).length === 0) faults.push('nobody');
  return faults;
}

/** What may be meant so, and may be not. `saved`: as it is on the server. */
export function remarksOf(
  one: Absence,
  { among, saved, addresses, contacts, now }: RemarkGround,
): Remark[] {
  const remarks: Remark[] = [];
  if (one.end !== null && one.end <= now) remarks.push('over');
  else if (one.start !== null && one.start < now - 60_000 && one.start !== saved?.start)
    remarks.push('start-past');
  if (one.who === 'contacts' && contacts === 0) remarks.push('contacts-none');
  if (among.some((other) => hasPriority(other, one, among, addresses))) remarks.push('overlap');
  const left = addresses.filter((address) => one.except.includes(address.toLowerCase()));
  if (left.length > 0 && left.length < addresses.length) remarks.push({ left });
  return remarks;
}

interface RemarkGround {
  among: Absence[];
  saved: Absence | undefined;
  addresses: string[];
  contacts: number;
  now: number;
}

const answering = ({ except }: Absence, addresses: string[]) =>
  addresses.filter((address) => !except.includes(address.toLowerCase()));

/** The first of two that hold at once answers the mail of the addresses that both have. */
function hasPriority(other: Absence, one: Absence, among: Absence[], addresses: string[]): boolean {
  const isBefore = other !== one && among.indexOf(other) < among.indexOf(one);
  const overlaps =
    (other.end ?? Number.POSITIVE_INFINITY) > (one.start ?? 0) &&
    (one.end ?? Number.POSITIVE_INFINITY) > (other.start ?? 0);
  const own = answering(one, addresses);
  return isBefore && overlaps && answering(other, addresses).some((each) => own.includes(each));
}
