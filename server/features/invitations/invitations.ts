import { Router } from 'express';
import { addrSpec, letter } from '../../../shared/compose.ts';
import {
  type Answer,
  answerInvitation,
  answer as answerSchema,
  type Invitation,
  readInvitation,
} from '../../../shared/invitations.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { readTextPart } from '../../mail/part.ts';
import { oneLine, toAddresses } from '../../mail/rows.ts';
import { findSeenEvent, keepSeenEvent, type SeenEvent } from '../../store/invitations.ts';
import { sendNow } from '../compose/compose.ts';
import { addressesOf, type SignedIn, sessionOf } from '../session/session.ts';
import { type CalendarEvent, readCalendar } from './calendar.ts';
import { writeReply } from './reply.ts';
import { compare, nextSeen } from './versions.ts';

/** Encoded bytes of a calendar that are read: more is no invitation. */
const MAX_CALENDAR = 192 * 1024;
/** A calendar that is no invitation may be kept all the same. */
const MAX_FILE = 4 * 1024 * 1024;
const CALENDARS = new Set(['text/calendar', 'application/ics']);
const READ = { repeatable: true };
/** Whatever it holds, it is a file (security S-21). */
const DOWNLOAD = {
  'Content-Type': 'application/octet-stream',
  'Content-Disposition': 'attachment; filename="event.ics"',
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
};

interface Place {
  folder: string;
  uid: number;
  part: string;
}

/** Invitations: what a calendar in a message says, and the answer to it. */
export function invitations(context: Context): Router {
  const router = Router();
  router.get(
    readInvitation.path,
    handle(readInvitation, async (place, request) => {
      const session = sessionOf(request);
      const found = await find(context, session, place);
      return { invitation: found && (await present(context, session, found)) };
    }),
  );
  router.get(`${readInvitation.path}/file`, async (request, response) => {
    const place = readInvitation.input.safeParse(request.params);
    if (!place.success) throw new Refusal('input-invalid', 'There is no such address.');
    const { folder, uid, part } = place.data;
    const { type, text } = await context.mail.inFolder(
      sessionOf(request),
      folder,
      (imap) => readTextPart(imap, uid, part, MAX_FILE),
      READ,
    );
    if (!CALENDARS.has(type)) throw new Refusal('not-found', 'This part is no calendar.');
    response.set(DOWNLOAD).send(Buffer.from(text));
  });
  router.post(
    answerInvitation.path,
    handle(answerInvitation, async ({ id, answer, subject, text, ...place }, request) => {
      const session = sessionOf(request);
      const found = await find(context, session, place);
      if (!found?.event.organizer?.address || found.event.method !== 'request') {
        throw new Refusal('input-invalid', 'This is no invitation that can be answered.');
      }
      const { event, messageId } = found;
      const organizer = event.organizer as { name: string; address: string };
      const { me } = await readerOf(context, session, event);
      const answerLetter = letter.parse({
        id,
        from: { name: '', address: me },
        to: [organizer],
        cc: [],
        bcc: [],
        subject,
        text,
        ...(/^<[^<>\s]{1,900}>$/.test(messageId) && { inReplyTo: messageId }),
        source: { folder: place.folder, uid: place.uid, act: 'reply' },
      });
      const content = writeReply(event, me, answer, new Date());
      await sendNow(context, session, answerLetter, { method: 'REPLY', content });
      await rememberAnswer(context, session, found, answer);
      return { answer, to: organizer.address };
    }),
  );
  return router;
}

interface Found {
  event: CalendarEvent;
  /** Who the message is from, lower case. */
  from: string[];
  messageId: string;
}

function find(context: Context, session: SignedIn, { folder, uid, part }: Place) {
  return context.mail.inFolder(
    session,
    folder,
    async (imap): Promise<Found | null> => {
      const { text, isCut } = await readTextPart(imap, uid, part, MAX_CALENDAR);
      const event = isCut ? null : readCalendar(text, new Date());
      if (!event) return null;
      const fetched = await imap.fetchOne(String(uid), { envelope: true }, { uid: true });
      const envelope = fetched ? fetched.envelope : undefined;
      const senders = [...toAddresses(envelope?.from), ...toAddresses(envelope?.sender)];
      return {
        event,
        from: senders.slice(0, 20).map(({ address }) => address.toLowerCase()),
        messageId: oneLine(envelope?.messageId ?? ''),
      };
    },
    READ,
  );
}

/** Under which address the reader was invited; an answer comes from the same. */
async function readerOf(context: Context, { account }: SignedIn, { guests }: CalendarEvent) {
  const own = await addressesOf(context, account);
  const invited = own.find((address) =>
    guests.some((guest) => guest.address.toLowerCase() === address.toLowerCase()),
  );
  const fallback = own.find((address) => addrSpec.safeParse(address).success) ?? account;
  return { me: invited ?? fallback, isInvited: invited !== undefined };
}

const keyOf = ({ organizer, uid, occurrence }: CalendarEvent) => ({
  organizer: organizer?.address ?? '',
  uid,
  occurrence,
});

async function present(
  context: Context,
  session: SignedIn,
  { event, from }: Found,
): Promise<Invitation> {
  const { account } = session;
  const organizer = event.organizer?.address.toLowerCase() ?? '';
  const isFromOrganizer = organizer === '' || from.includes(organizer);
  const seen = await findSeenEvent(context.store, account, keyOf(event));
  const compared = compare(event, seen);
  // Whoever knows a UID could "cancel" the event: only the organiser's own words are kept.
  const isKept =
    isFromOrganizer && ['request', 'cancel'].includes(event.method) && event.uid !== '';
  if (isKept && compared.isNews) {
    const next = nextSeen(event, seen, Date.now());
    await keepSeenEvent(context.store, account, keyOf(event), next);
  }
  const { me, isInvited } = await readerOf(context, session, event);
  const given = answerSchema.safeParse(seen?.answer);
  return {
    ...shownOf(event),
    isFromOrganizer,
    me,
    isInvited,
    answer: given.success ? given.data : null,
    isAnswerOld: given.success && (seen?.answered ?? 0) < event.sequence,
    isCancelled: event.isCancelled || (compared.isOutdated && (seen?.isCancelled ?? false)),
    isOutdated: compared.isOutdated,
    changes: isFromOrganizer ? compared.changes : [],
  };
}

/** What the reader is shown of it: a UID is the organiser's business. */
const shownOf = (event: CalendarEvent) => ({
  method: event.method,
  title: event.title,
  place: event.place,
  notes: event.notes,
  start: event.start,
  end: event.end,
  zone: event.zone,
  repetition: event.repetition,
  isOneOfMany: event.occurrence !== '',
  organizer: event.organizer,
  guests: event.guests,
  guestCount: event.guestCount,
});

async function rememberAnswer(
  context: Context,
  { account }: SignedIn,
  { event }: Found,
  answer: Answer,
) {
  const now = Date.now();
  const seen = await findSeenEvent(context.store, account, keyOf(event));
  const known: SeenEvent = seen ?? nextSeen(event, null, now);
  await keepSeenEvent(context.store, account, keyOf(event), {
    ...known,
    answer,
    answered: event.sequence,
    updatedAt: now,
  });
}
