import type { ImapFlow } from 'imapflow';
import { isQuiet, type NewMessage } from '../../../shared/notifications.ts';
import { defaultPreferences, preferences } from '../../../shared/preferences.ts';
import type { Context } from '../../context.ts';
import { fetchWhole } from '../../mail/fetch.ts';
import type { Login } from '../../mail/login.ts';
import { time, toAddresses } from '../../mail/rows.ts';
import { listContacts } from '../../store/contacts.ts';
import { readPreferences } from '../../store/preferences.ts';

/** More at once than anybody reads in a notification. */
const MOST = 50;

interface Since {
  uidValidity: string;
  /** The first UID that may be new. */
  since: number;
}

/** What of the Inbox's new mail its owner wants to hear of now: see `readNewMail`. */
export async function newMail(context: Context, login: Login, since: Since): Promise<NewMessage[]> {
  const { which, ...choices } = await choicesOf(context, login.account);
  if (which === 'none' || isQuiet({ which, ...choices }, Date.now())) return [];
  const messages = await context.mail.inFolder(
    login,
    'INBOX',
    async (imap, { uidValidity }) =>
      String(uidValidity) === since.uidValidity ? readUnread(imap, since.since) : [],
    { repeatable: true },
  );
  if (which === 'all' || !messages.length) return messages;
  const known = await addressBook(context, login.account);
  return messages.filter(({ from }) =>
    from.some(({ address }) => known.has(address.toLowerCase())),
  );
}

/** What the person chose about notifications. */
export async function choicesOf({ store }: Context, account: string) {
  const kept = preferences.safeParse((await readPreferences(store, account)) ?? {});
  return (kept.data ?? defaultPreferences).notifications;
}

/** Newest first. What was read meanwhile, on a phone or by a filter, is no news. */
async function readUnread(imap: ImapFlow, since: number): Promise<NewMessage[]> {
  const found = (await imap.search({ uid: `${since}:*`, seen: false }, { uid: true })) || [];
  // `*` is the last message, however old it is.
  const uids = found.filter((uid) => uid >= since).slice(-MOST);
  if (!uids.length) return [];
  const query = { uid: true, envelope: true, internalDate: true };
  const fetched = await fetchWhole(imap, uids.join(), query, { uid: true });
  return fetched
    .map(({ uid, envelope, internalDate }) => ({
      uid,
      from: toAddresses(envelope?.from),
      subject: envelope?.subject ?? '',
      received: time(internalDate) ?? 0,
    }))
    .sort((a, b) => b.uid - a.uid);
}

/** Whom the person keeps; who was only collected is not among them. */
async function addressBook({ store }: Context, account: string): Promise<Set<string>> {
  const people = await listContacts(store, account);
  const kept = people.filter(({ collected }) => !collected);
  return new Set(kept.flatMap(({ emails }) => emails.map((email) => email.toLowerCase())));
}
