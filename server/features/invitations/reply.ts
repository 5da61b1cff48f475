import ICAL from 'ical.js';
import type { Answer } from '../../../shared/invitations.ts';
import type { CalendarEvent } from './calendar.ts';

/**
 * The iTIP object that answers an invitation (RFC 5546 section 3.2.3): who it is, which version of the
 * event, and what they say; nothing else of the event goes back.
 *
 * @param me the guest's address.
 */
export function writeReply(event: CalendarEvent, me: string, answer: Answer, now: Date): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Sobre//Webmail//EN');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('method', 'REPLY');
  const reply = new ICAL.Component('vevent');
  reply.addPropertyWithValue('uid', event.uid);
  reply.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(now, true));
  reply.addPropertyWithValue('sequence', event.sequence);
  for (const name of ['recurrence-id', 'dtstart', 'dtend']) {
    const moment =
      name === 'recurrence-id' ? event.occurrence : event[name === 'dtstart' ? 'start' : 'end'];
    const property = event.component.getFirstProperty(name);
    if (moment && property) reply.addProperty(copyOf(property));
  }
  if (event.title) reply.addPropertyWithValue('summary', event.title);
  if (event.organizer) reply.addProperty(person('organizer', event.organizer));
  const guest = event.guests.find(({ address }) => address.toLowerCase() === me.toLowerCase());
  const attendee = person('attendee', { name: guest?.name ?? '', address: me });
  attendee.setParameter('partstat', answer.toUpperCase());
  reply.addProperty(attendee);
  calendar.addSubcomponent(reply);
  for (const zone of zonesOf(event, reply)) calendar.addSubcomponent(zone);
  return `${calendar.toString()}\r\n`;
}

function copyOf(property: ICAL.Property): ICAL.Property {
  return new ICAL.Property(structuredClone(property.toJSON()));
}

function person(kind: string, { name, address }: { name: string; address: string }): ICAL.Property {
  const property = new ICAL.Property(kind);
  if (name) property.setParameter('cn', name);
  property.setValue(`mailto:${address}`);
  return property;
}

/** A time that names a zone brings the zone along (RFC 5545 section 3.6.5). */
function zonesOf({ component }: CalendarEvent, reply: ICAL.Component): ICAL.Component[] {
  const named = new Set(
    reply.getAllProperties().flatMap((one) => [one.getFirstParameter('tzid') ?? []].flat()),
  );
  return (component.parent?.getAllSubcomponents('vtimezone') ?? [])
    .filter((zone) => named.has(String(zone.getFirstPropertyValue('tzid'))))
    .map((zone) => new ICAL.Component(structuredClone(zone.toJSON())));
}
