import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { keyOf, withoutDetail } from '../../../shared/address.ts';
import type { Absence, ReplySummary } from '../../../shared/automatic-reply.ts';
import type { Address } from '../../../shared/messages.ts';
import { answersFor, isMachine, MACHINE_FIELDS } from '../../../shared/sieve/vacation-terms.ts';
import type { Context } from '../../context.ts';
import { readHeaderFields } from '../../mail/header-fields.ts';
import { mendEnvelopes } from '../../mail/raw-names.ts';
import { time, toAddresses } from '../../mail/rows.ts';
import { listContacts } from '../../store/contacts.ts';
import { readFolders } from '../folders.ts';
import type { SignedIn } from '../session/session.ts';

const DAY = 86_400_000;
const MOST_FOLDERS = 30;
/** Messages that are looked at in each folder, the latest. */
const MOST_MESSAGES = 1000;
const MOST_NAMES = 5;
/** What nobody else wrote, or nobody wants. */
const OTHERS = new Set(['sent', 'drafts', 'junk', 'trash']);

interface Writer {
  name: string;
  messages: number;
  answered: boolean;
}

/**
 * Who wrote during an absence. The mail server keeps no list of whom it answered: it is told by what the
 * reply asked for, over the messages that are still there.
 */
export async function summarize(
  context: Context,
  session: SignedIn,
  absence: Absence,
  addresses: string[],
): Promise<ReplySummary> {
  const { start, end } = absence;
  if (start === null) return { messages: 0, people: 0, answered: 0, names: [], more: false };
  const until = end ?? Date.now();
  const own = new Set(addresses.map(keyOf));
  const known = await contactsFor(context, session, absence);
  const answering = new Set(answersFor(absence, addresses).map(keyOf));
  const writers = new Map<string, Writer>();
  let more = false;
  for (const folder of await foldersOf(context, session)) {
    const found = await context.mail.inFolder(
      session,
      folder,
      (imap) => readPeriod(imap, start, until),
      { aside: true },
    );
    more ||= found.more;
    for (const message of found.messages) {
      const [from] = toAddresses(message.envelope?.from);
      if (!from || own.has(keyOf(from.address))) continue;
      if (isMachine(readHeaderFields(message.headers), from.address)) continue;
      const asked = recipientsOf(message).some(({ address }) => answering.has(plainKey(address)));
      note(writers, from, asked && (known?.has(keyOf(from.address)) ?? true));
    }
  }
  const all = [...writers.values()].sort((a, b) => b.messages - a.messages);
  return {
    messages: all.reduce((sum, { messages }) => sum + messages, 0),
    people: all.length,
    answered: all.filter(({ answered }) => answered).length,
    names: all.slice(0, MOST_NAMES).map(({ name }) => name),
    more,
  };
}

async function contactsFor({ store }: Context, { account }: SignedIn, { who }: Absence) {
  if (who === 'everyone') return null;
  const contacts = await listContacts(store, account);
  return new Set(contacts.flatMap((one) => (one.collected ? [] : one.emails.map(keyOf))));
}

async function foldersOf({ mail }: Context, session: SignedIn): Promise<string[]> {
  const folders = await mail.use(session, readFolders, { repeatable: true });
  return folders
    .filter(({ selectable, specialUse }) => selectable && !OTHERS.has(specialUse ?? ''))
    .map(({ path }) => path)
    .slice(0, MOST_FOLDERS);
}

/** SEARCH knows days only (RFC 9051 section 6.4.4), in the server's zone: the rest is told by INTERNALDATE. */
async function readPeriod(imap: ImapFlow, start: number, end: number) {
  const range = { since: new Date(start - DAY), before: new Date(end + 2 * DAY) };
  const uids = (await imap.search(range, { uid: true })) || [];
  const some = uids.slice(-MOST_MESSAGES);
  if (!some.length) return { messages: [], more: false };
  const query = { uid: true, envelope: true, internalDate: true, headers: MACHINE_FIELDS };
  const messages = await imap.fetchAll(some.join(','), query, { uid: true });
  await mendEnvelopes(imap, messages);
  return {
    messages: messages.filter(({ internalDate }) => {
      const at = time(internalDate) ?? 0;
      return at >= start && at < end;
    }),
    more: uids.length > some.length,
  };
}

const recipientsOf = ({ envelope }: FetchMessageObject): Address[] =>
  [envelope?.to, envelope?.cc, envelope?.bcc].flatMap((list) => toAddresses(list));

const plainKey = (address: string) => keyOf(withoutDetail(address));

function note(writers: Map<string, Writer>, { name, address }: Address, answered: boolean) {
  const key = keyOf(address);
  const before = writers.get(key);
  writers.set(key, {
    name: before?.name || name || address,
    messages: (before?.messages ?? 0) + 1,
    answered: answered || (before?.answered ?? false),
  });
}
