import { ago, DAY, parisOffset } from './clock.ts';
import { noticeHtml } from './html.ts';
import { calendar, type Meeting } from './media/calendar.ts';
import type { Planned } from './message.ts';
import type { Person } from './mime/letter.ts';
import { messageId, post } from './post.ts';
import { seeded } from './random.ts';
import { fill, type Lang } from './words.ts';

/** An invitation, its change, or its end. */
export interface Invitation {
  uid: string;
  method: Meeting['method'];
  sequence?: number;
  age: string;
  from: Person;
  title: string;
  place: string;
  notes: string;
  /** Days from now, and the hour in Paris. */
  inDays: number;
  hour: number;
  length: number;
  lang?: Lang;
  rule?: string;
  unread?: boolean;
  folder?: string;
  guests?: readonly Person[];
}

export function planInvitation(invitation: Invitation, owner: Person, now: Date): Planned {
  const { uid, method, from, title, place, notes, lang = 'fr' } = invitation;
  const sequence = invitation.sequence ?? 0;
  const seed = `${uid} ${method} ${sequence}`;
  const date = ago(now, invitation.age, seeded(seed));
  const start = startOf(invitation, now);
  const subject = `${PREFIX[lang === 'fr' ? 'fr' : 'en'][sequence > 0 && method === 'REQUEST' ? 'UPDATE' : method]}${title}`;
  const when = `${fill('{d}', start, lang)}, ${String(invitation.hour).padStart(2, '0')}:00`;
  const text = fill(`${title}\n${when}\n${place}\n\n${notes}`, date, lang);
  const guests = [{ name: owner.name, address: owner.address }, ...(invitation.guests ?? [])];
  const ics = calendar({
    uid: `${uid}@agenda.example`,
    method,
    sequence,
    stamp: date,
    start,
    length: invitation.length,
    title,
    place,
    notes,
    organizer: from,
    guests,
    rule: invitation.rule,
  });
  const flags = invitation.unread ? [] : ['\\Seen'];
  return post(date, { owner, folder: invitation.folder ?? 'INBOX', flags }, () => ({
    from: { name: from.name, address: from.address },
    to: guests,
    subject: fill(subject, date, lang),
    date,
    id: messageId(seed, from.address),
    text,
    html: noticeHtml({
      sender: from.name,
      colour: '#0b6b5d',
      title,
      text: `${when}\n${place}\n\n${notes}`,
      footer: 'Agenda',
    }),
    calendar: { method, ics },
    files: [
      {
        name: 'invitation.ics',
        type: 'application/ics',
        content: Buffer.from(ics.replaceAll('\n', '\r\n')),
      },
    ],
  }));
}

const PREFIX = {
  fr: {
    REQUEST: 'Invitation : ',
    UPDATE: 'Invitation modifiée : ',
    CANCEL: 'Annulé : ',
    REPLY: 'Accepté : ',
  },
  en: {
    REQUEST: 'Invitation: ',
    UPDATE: 'Updated invitation: ',
    CANCEL: 'Cancelled: ',
    REPLY: 'Accepted: ',
  },
};

function startOf({ inDays, hour }: Invitation, now: Date): Date {
  const day = new Date(now.getTime() + inDays * DAY);
  day.setUTCHours(hour - parisOffset(day), 0, 0, 0);
  return day;
}
