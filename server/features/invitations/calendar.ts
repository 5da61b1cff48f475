import ICAL from 'ical.js';
import { type Invitation, METHODS } from '../../../shared/invitations.ts';
import { guestOf, personOf, readValue, textOf, timeOf } from './fields.ts';
import { readRepetition, UNREAD_RULE } from './repetition.ts';
import { ianaZone, instantIn, isHarmlessZone } from './zones.ts';

/** Guests that are shown; a calendar with 100,000 exists (security S-47). */
const MAX_GUESTS = 100;
const MAX_LINE = 500;
const MAX_NOTES = 5000;

/** What a calendar says by itself, before anything is known of the reader. */
export type CalendarEvent = Pick<
  Invitation,
  | 'method'
  | 'title'
  | 'place'
  | 'notes'
  | 'start'
  | 'end'
  | 'zone'
  | 'repetition'
  | 'organizer'
  | 'guests'
  | 'guestCount'
> & {
  uid: string;
  sequence: number;
  /** DTSTAMP, epoch milliseconds: of two with the same sequence the later one holds. */
  stamp: number;
  /** RECURRENCE-ID as written, '' for the event itself. */
  occurrence: string;
  isCancelled: boolean;
  component: ICAL.Component;
};

/** The one event of an iCalendar object (RFC 5545), or null when it holds none that can be read. */
export function readCalendar(text: string, now: Date): CalendarEvent | null {
  try {
    return readEvent(text, now);
  } catch {
    // The library throws whatever it stumbles over; the file can still be downloaded.
    return null;
  }
}

function readEvent(text: string, now: Date): CalendarEvent | null {
  const calendar = rootOf(text);
  const component = calendar?.getFirstSubcomponent('vevent');
  if (!calendar || !component) return null;
  const toMoment = momentsOf(calendar);
  const startTime = timeOf(component, 'dtstart');
  const startZone = zoneNameOf(component, 'dtstart');
  const method = textOf(calendar, 'method', 20).toLowerCase();
  const people = component.getAllProperties('attendee');
  const organizer = component.getFirstProperty('organizer');
  return {
    method: METHODS.find((known) => known === method) ?? '',
    uid: textOf(component, 'uid', 1000),
    sequence: Math.max(0, Number.parseInt(textOf(component, 'sequence', 12), 10) || 0),
    stamp: timeOf(component, 'dtstamp')?.toJSDate().getTime() || 0,
    occurrence: timeOf(component, 'recurrence-id')?.toString() ?? '',
    title: textOf(component, 'summary', MAX_LINE),
    place: textOf(component, 'location', MAX_LINE),
    notes: textOf(component, 'description', MAX_NOTES, true),
    start: startTime && toMoment(startTime, startZone),
    end: endOf(component, startTime, toMoment),
    zone: ianaZone(startZone),
    repetition: readRepetition(component, startTime, now, (time) => toMoment(time, startZone)),
    organizer: organizer ? personOf(organizer) : null,
    guests: people.slice(0, MAX_GUESTS).map(guestOf),
    guestCount: people.length,
    isCancelled:
      method === 'cancel' || textOf(component, 'status', 20).toUpperCase() === 'CANCELLED',
    component,
  };
}

function rootOf(text: string): ICAL.Component | null {
  const parsed = parse(text.replace(/^\ufeff/, '').trim());
  // Several calendars in one file come as a list of them.
  const root = Array.isArray(parsed[0]) ? parsed[0] : parsed;
  return root[0] === 'vcalendar' ? new ICAL.Component(root) : null;
}

/** The library gives up the whole file for a rule that it cannot read: then the rule is set aside. */
function parse(text: string): unknown[] {
  try {
    return ICAL.parse(text);
  } catch {
    return ICAL.parse(text.replace(/^RRULE(?=[:;])/gim, UNREAD_RULE));
  }
}

/** @param tzid the zone that the property names, '' for none. */
type ToMoment = (time: ICAL.Time, tzid: string) => string;

const zoneNameOf = (component: ICAL.Component, name: string) =>
  String(component.getFirstProperty(name)?.getFirstParameter('tzid') ?? '');

/** How this calendar's times are written in the contract; its own zones count when they are harmless. */
function momentsOf(calendar: ICAL.Component): ToMoment {
  const zones = new Map<string, boolean>();
  const isUsable = (tzid: string) => {
    const known = zones.get(tzid);
    if (known !== undefined) return known;
    const zone = calendar
      .getAllSubcomponents('vtimezone')
      .find((one) => one.getFirstPropertyValue('tzid') === tzid);
    const usable = zone !== undefined && isHarmlessZone(zone);
    zones.set(tzid, usable);
    return usable;
  };
  return (time, written) => {
    const { year, month, day, hour, minute, second } = time;
    const wall = Date.UTC(year, month - 1, day, hour, minute, second);
    const local = new Date(wall).toISOString();
    if (time.isDate) return local.slice(0, 10);
    const tzid = time.zone?.tzid ?? 'floating';
    if (tzid === 'UTC') return local;
    const zone = ianaZone(written);
    if (zone) return new Date(instantIn(zone, wall)).toISOString();
    if (tzid !== 'floating' && isUsable(tzid)) return time.toJSDate().toISOString();
    return local.slice(0, 19);
  };
}

function endOf(
  component: ICAL.Component,
  start: ICAL.Time | null,
  toMoment: ToMoment,
): string | null {
  if (!start) return null;
  const written = timeOf(component, 'dtend');
  const end = written ?? afterDuration(component, start);
  if (!end) return null;
  const zone = zoneNameOf(component, written ? 'dtend' : 'dtstart');
  if (!end.isDate) return toMoment(end, zone);
  // The end of days is the first day after (RFC 5545 section 3.6.1); people say the last one.
  const last = end.clone();
  last.adjust(-1, 0, 0, 0);
  return toMoment(last, zone) > toMoment(start, zone) ? toMoment(last, zone) : null;
}

function afterDuration(component: ICAL.Component, start: ICAL.Time): ICAL.Time | null {
  const duration = readValue(component, 'duration');
  if (!(duration instanceof ICAL.Duration) || duration.toSeconds() > 10 * 366 * 86_400) return null;
  const end = start.clone();
  end.addDuration(duration);
  return end;
}
