import { keyOf } from '../../../shared/address.ts';
import { addrSpec } from '../../../shared/compose.ts';
import type { Address } from '../../../shared/messages.ts';
import type { Context } from '../../context.ts';
import { type Correspondence, readCorrespondence } from '../../mail/correspondents.ts';
import { findReadMark, type KnownPerson, learnPeople } from '../../store/people.ts';
import { folderFor } from '../folders.ts';
import { addressesOf, type SignedIn } from '../session/session.ts';

/** Messages that are looked at the first time, or after a long while. */
const MOST_MESSAGES = 400;
/** A letter to more people than this says little about each. */
const MOST_RECIPIENTS = 50;
const LONGEST_NAME = 200;
/** Programs that nobody answers. */
const NOBODY =
  /^(no-?reply|ne-?pas-?repondre|do-?not-?reply|mailer-daemon|postmaster|bounces?)\b|\+bounce/i;

type Side = 'written' | 'heard';
const running = new Map<string, Promise<void>>();

/**
 * Learns who the account writes to and hears from: from what came into Sent and the Inbox since the last
 * time, whichever program sent it. One reading an account at a time, on its own road: nobody waits.
 */
export function learn(context: Context, session: SignedIn): Promise<void> {
  const { account } = session;
  const reading =
    running.get(account) ??
    learnNow(context, session)
      .catch((error) => context.log.warn({ err: error }, 'people could not be learned'))
      .finally(() => running.delete(account));
  running.set(account, reading);
  return reading;
}

async function learnNow(context: Context, session: SignedIn) {
  const own = await addressesOf(context, session.account);
  const sent = await context.mail.use(session, (imap) => folderFor(imap, 'sent'));
  if (sent) await learnFrom(context, session, sent, 'written', own);
  await learnFrom(context, session, 'INBOX', 'heard', own);
}

async function learnFrom(
  { mail, store, live }: Context,
  session: SignedIn,
  folder: string,
  side: Side,
  own: string[],
) {
  const { account } = session;
  const before = await findReadMark(store, account, folder);
  const { letters, after } = await mail.inFolder(session, folder, async (imap, mailbox) => {
    const uidValidity = String(mailbox.uidValidity);
    // A folder that was renumbered would tell everything again.
    const isNew = before !== null && before.uidValidity !== uidValidity;
    const fromUid = isNew ? Number(mailbox.uidNext) : (before?.uidNext ?? 1);
    return {
      letters: await readCorrespondence(imap, mailbox, fromUid, MOST_MESSAGES),
      after: { uidValidity, uidNext: Number(mailbox.uidNext) },
    };
  });
  if (before?.uidNext === after.uidNext && before.uidValidity === after.uidValidity) return;
  const people = peopleOf(letters, side, own);
  await learnPeople(store, account, folder, before, after, people);
  if (people.length) live.tell(account, { type: 'people', path: ['contacts', 'people'] });
}

/** Everybody of some letters, each once. What is no address that can be written to is left out. */
export function peopleOf(letters: Correspondence[], side: Side, own: string[]): KnownPerson[] {
  const known = new Map<string, KnownPerson>();
  const mine = new Set(own.map(keyOf));
  for (const letter of letters) {
    const people = side === 'written' ? letter.to : letter.from;
    if (people.length > MOST_RECIPIENTS) continue;
    for (const one of people) {
      const key = keyOf(one.address);
      if (mine.has(key) || !addrSpec.safeParse(one.address).success) continue;
      if (side === 'heard' && NOBODY.test(one.address)) continue;
      const before = known.get(key);
      known.set(key, {
        name: nameIn(one) || (before?.name ?? ''),
        address: one.address,
        written: (before?.written ?? 0) + (side === 'written' ? 1 : 0),
        heard: (before?.heard ?? 0) + (side === 'heard' ? 1 : 0),
        lastAt: Math.max(before?.lastAt ?? 0, letter.at),
      });
    }
  }
  return [...known.values()];
}

/** A name that holds an address would stand before another one (security S-49). */
function nameIn({ name, address }: Address): string {
  const shown = name.replace(/[\p{Cf}\p{Cc}]+/gu, '').trim();
  const isPlain = shown !== address && !shown.normalize('NFKC').includes('@');
  return isPlain ? shown.slice(0, LONGEST_NAME).toWellFormed() : '';
}
