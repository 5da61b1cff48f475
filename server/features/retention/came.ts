import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { savedBefore } from '../../mail/save-date.ts';
import { knownBefore, markFolder } from '../../store/retention-marks.ts';

/** Messages of one folder, as a choice names them. */
interface Named {
  folder: string;
  uidValidity: string;
  uids: number[];
}

/**
 * Messages that are known to have come into the folder before a moment. What the server does not remember of that
 * (SAVEDATE) is remembered here: every look notes which messages are there.
 *
 * @param before epoch milliseconds, at most `now`.
 */
export async function cameBefore(
  { mail, store }: Context,
  login: Login,
  folder: string,
  { before, now }: { before: number; now: number },
): Promise<Named> {
  const look = await mail.inFolder(
    login,
    folder,
    async (imap, { uidValidity, exists }) => {
      const all = exists ? await imap.search({ all: true }, { uid: true }) : [];
      const saved = exists ? await savedBefore(imap, before) : [];
      return { uidValidity: String(uidValidity), all: all || [], saved };
    },
    { repeatable: true, aside: true },
  );
  const { uidValidity, all } = look;
  // UIDNEXT of a folder that stays selected may be old.
  const uidNext = all.reduce((most, uid) => Math.max(most, uid), 0) + 1;
  const place = { account: login.account, folder, uidValidity };
  await markFolder(store, place, { uidNext, now });
  const known = await knownBefore(store, place, before);
  const saved = new Set(look.saved);
  return { folder, uidValidity, uids: all.filter((uid) => uid < known || saved.has(uid)) };
}
