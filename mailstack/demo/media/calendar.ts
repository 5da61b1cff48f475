import type { Person } from '../mime/letter.ts';

export interface Meeting {
  uid: string;
  method: 'REQUEST' | 'CANCEL' | 'REPLY';
  sequence: number;
  stamp: Date;
  start: Date;
  /** Minutes. */
  length: number;
  title: string;
  place: string;
  notes: string;
  organizer: Person;
  guests: readonly Person[];
  /** RFC 5545 recurrence, e.g. `FREQ=WEEKLY;BYDAY=TU`. */
  rule?: string;
}

/** An iTIP object (RFC 5546), with LF line ends. */
export function calendar(meeting: Meeting): string {
  const end = new Date(meeting.start.getTime() + meeting.length * 60_000);
  const lines = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Demo//Agenda 1.4//FR',
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    `METHOD:${meeting.method}`,
    'BEGIN:VEVENT',
    `UID:${meeting.uid}`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${utc(meeting.stamp)}`,
    `DTSTART:${utc(meeting.start)}`,
    `DTEND:${utc(end)}`,
    ...(meeting.rule ? [`RRULE:${meeting.rule}`] : []),
    `SUMMARY:${escaped(meeting.title)}`,
    `LOCATION:${escaped(meeting.place)}`,
    `DESCRIPTION:${escaped(meeting.notes)}`,
    `STATUS:${meeting.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    `ORGANIZER;CN="${meeting.organizer.name}":mailto:${meeting.organizer.address}`,
    ...meeting.guests.map((guest) => attendee(guest, meeting.method)),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  return lines.map(fold).join('\n');
}

function attendee({ name, address }: Person, method: Meeting['method']): string {
  const state = method === 'REPLY' ? 'ACCEPTED' : 'NEEDS-ACTION;RSVP=TRUE';
  return `ATTENDEE;CN="${name}";ROLE=REQ-PARTICIPANT;PARTSTAT=${state}:mailto:${address}`;
}

const utc = (date: Date) => date.toISOString().replace(/[-:]|\.\d{3}/g, '');
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');

/** Lines of at most 75 octets; a character is never split. */
function fold(line: string): string {
  let out = '';
  let width = 0;
  for (const char of line) {
    const bytes = Buffer.byteLength(char);
    if (width + bytes > 73) {
      out += '\n ';
      width = 1;
    }
    out += char;
    width += bytes;
  }
  return out;
}
