import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { address } from './messages.ts';
import { line, nothing, uid } from './values.ts';

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** What of new mail is told, on every device. Part of the preferences. */
export const notificationChoices = z.object({
  /** Mail of the Inbox: all of it, what people in the address book write, or none. */
  which: z.catch(z.enum(['all', 'contacts', 'none']), 'all'),
  /** What a notification says. It stands on locked screens and passes through others' servers. */
  shows: z.catch(z.enum(['nothing', 'sender']), 'nothing'),
  sound: z.catch(z.boolean(), false),
  /** Hours without notifications and sounds, as clocks of the zone (IANA name) show them. */
  quiet: z.catch(
    z.nullable(z.object({ from: time, to: time, zone: line(60).check(z.minLength(1)) })),
    null,
  ),
});
export type NotificationChoices = z.infer<typeof notificationChoices>;

/** True within the quiet hours. `from` after `to` is a night; both the same is the whole day. */
export function isQuiet({ quiet }: NotificationChoices, now: number): boolean {
  if (!quiet) return false;
  const { from, to, zone } = quiet;
  const clock = clockIn(zone, now);
  if (from < to) return clock >= from && clock < to;
  return clock >= from || clock < to;
}

/** "07:30" of the zone; of UTC where nobody knows the zone. */
function clockIn(zone: string, now: number): string {
  const format = (timeZone: string) =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(now);
  try {
    return format(zone);
  } catch {
    return format('UTC');
  }
}

/** A message that may be told of. */
export const newMessage = z.object({
  uid,
  from: z.array(address),
  subject: z.string(),
  /** INTERNALDATE, epoch milliseconds. */
  received: z.number(),
});
export type NewMessage = z.infer<typeof newMessage>;

/**
 * What came into the Inbox from UID `since` on and is still unread, as far as the person wants to hear of
 * it, newest first; nothing in quiet hours, or when the UIDs are of another UIDVALIDITY.
 */
export const readNewMail = endpoint({
  method: 'GET',
  path: '/api/new-mail',
  input: z.object({
    uidValidity: z.string().check(z.regex(/^\d{1,20}$/)),
    since: z.coerce.number().check(z.int(), z.gte(1), z.lte(4_294_967_295)),
  }),
  output: z.object({ messages: z.array(newMessage) }),
});

/** A browser that is told of new mail while no page is open. Times in epoch milliseconds. */
export const pushDevice = z.object({
  id: z.string(),
  /** This session's own. */
  current: z.boolean(),
  userAgent: z.string(),
  createdAt: z.number(),
  /** When its push service last took something; null = never yet. */
  toldAt: z.nullable(z.number()),
});

export const listPushDevices = endpoint({
  method: 'GET',
  path: '/api/push-devices',
  input: nothing,
  output: z.object({
    /** Our public key as browsers want it (VAPID, RFC 8292); null = the administrator switched push off. */
    key: z.nullable(z.string()),
    devices: z.array(pushDevice),
  }),
});

const base64url = (bytes: number) =>
  z
    .string()
    .check(
      z.regex(/^[A-Za-z0-9_-]+$/),
      z.maxLength(Math.ceil((bytes * 4) / 3)),
      z.minLength(bytes),
    );

/** A PushSubscription as browsers write it (Push API); again from the same session, it replaces the one before. */
export const addPushDevice = endpoint({
  method: 'POST',
  path: '/api/push-devices',
  input: z.object({
    endpoint: line(1000).check(z.minLength(1)),
    keys: z.object({ p256dh: base64url(65), auth: base64url(16) }),
  }),
  output: z.object({ id: z.string() }),
});

export const removePushDevice = endpoint({
  method: 'DELETE',
  path: '/api/push-devices/:id',
  input: z.object({ id: line(100) }),
  output: nothing,
});

/** Sends a notification that says it is a trial. */
export const testPushDevice = endpoint({
  method: 'POST',
  path: '/api/push-devices/:id/test',
  input: z.object({ id: line(100) }),
  output: nothing,
});
