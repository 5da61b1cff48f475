import { type Request, Router } from 'express';
import type { ImapFlow, MailboxObject } from 'imapflow';
import {
  copyMessages,
  expungeMessages,
  markFolderRead,
  moveMessages,
  setFlags,
  undoAct,
} from '../../../shared/messages.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet, type UidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { type Chosen, chosenUids, refuseOtherValidity } from './chosen.ts';
import { changedUids, changeFlags, type FlagChange, revertFlags } from './flags.ts';
import { countPresent, expungeAll, transferAll } from './moves.ts';
import { undosOf, type Way } from './undo.ts';

/** Acts on very many messages may take this long, in milliseconds. */
const BULK = { deadline: 180_000 };

/** What is done to messages, and the one way back from each. */
export function acts(context: Context): Router {
  const { mail, views } = context;
  const undos = undosOf(context);
  const router = Router();

  /** Lends the folder and the UIDs that are meant in it. */
  const withChosen = <T>(
    request: Request,
    { folder, ...chosen }: Chosen & { folder: string },
    act: (imap: ImapFlow, uids: UidSet, mailbox: MailboxObject) => Promise<T>,
  ): Promise<T> => {
    const session = sessionOf(request);
    return mail.inFolder(
      session,
      folder,
      async (imap, mailbox) =>
        act(imap, await chosenUids(views, session.account, imap, mailbox, chosen), mailbox),
      BULK,
    );
  };
  const keep = (request: Request, way: Way) => undos.keep(sessionOf(request).account, way);
  const flag = async (
    request: Request,
    chosen: Chosen & { folder: string },
    change: { add: string[]; remove: string[] },
  ) =>
    withChosen(request, chosen, async (imap, meant, mailbox) => {
      const flags = await changeFlags(imap, meant, change);
      const uids = [...changedUids(flags)];
      const undo = keep(request, { ...placeOf(mailbox), uids, flags, after: null });
      return { uids, count: uids.length, undo };
    });
  const goBackIn = (session: SignedIn, way: Way) =>
    mail.inFolder(
      session,
      way.folder,
      async (imap, mailbox) => {
        refuseOtherValidity(mailbox, way.uidValidity);
        return goBack(imap, way);
      },
      BULK,
    );

  router.post(
    setFlags.path,
    handle(setFlags, async ({ add, remove, ...chosen }, request) => {
      const { uids, ...answer } = await flag(request, chosen, { add, remove });
      return { ...answer, changed: chosen.view ? [] : toUidSet(uids) };
    }),
  );
  router.post(
    markFolderRead.path,
    handle(markFolderRead, async ({ folder }, request) => {
      const all: UidSet = [[1, 4_294_967_295]];
      const change = { add: ['\\Seen'], remove: [] };
      const { count, undo } = await flag(request, { folder, uids: all }, change);
      return { count, undo };
    }),
  );
  router.post(
    moveMessages.path,
    handle(moveMessages, ({ to, add, remove, ...chosen }, request) =>
      withChosen(request, chosen, async (imap, meant, mailbox) => {
        const flags = await changeFlags(imap, meant, { add: keepable(mailbox, add), remove });
        const { count, places } = await transferAll(imap, 'MOVE', meant, to).catch(
          async (error) => {
            await revertFlags(imap, flags).catch(() => {});
            throw error;
          },
        );
        const uids = [...(places?.uids.values() ?? [])];
        const way = { folder: to, uidValidity: places?.uidValidity ?? '', uids };
        const moved = flags.map((change) => followed(change, places?.uids));
        const back = { ...way, flags: moved, after: { moveTo: chosen.folder } };
        return { to, uids: toUidSet(uids), count, undo: keep(request, back) };
      }),
    ),
  );
  router.post(
    copyMessages.path,
    handle(copyMessages, ({ to, ...chosen }, request) =>
      withChosen(request, chosen, async (imap, meant) => {
        const { count, places } = await transferAll(imap, 'COPY', meant, to);
        const uids = [...(places?.uids.values() ?? [])];
        const way = { folder: to, uidValidity: places?.uidValidity ?? '', uids, flags: [] };
        return { count, undo: keep(request, { ...way, after: 'expunge' }) };
      }),
    ),
  );
  router.post(
    expungeMessages.path,
    handle(expungeMessages, (chosen, request) =>
      withChosen(request, chosen, async (imap, meant) => ({
        count: await expungeAll(imap, meant),
      })),
    ),
  );
  router.post(
    undoAct.path,
    handle(undoAct, ({ token }, request) => {
      const session = sessionOf(request);
      return undos.take(session.account, token, async (way) => {
        const ways = [way, ...(way.also ?? [])];
        let count = 0;
        for (const one of ways) count += await goBackIn(session, one);
        if (!count) throw new Refusal('undo-gone', 'None of the messages is there any more.');
        return { count, wanted: ways.reduce((sum, { uids }) => sum + uids.length, 0) };
      });
    }),
  );
  return router;
}

async function goBack(imap: ImapFlow, { uids, flags, after }: Way): Promise<number> {
  await revertFlags(imap, flags);
  const set = toUidSet(uids);
  if (after === 'expunge') return expungeAll(imap, set);
  if (after) return (await transferAll(imap, 'MOVE', set, after.moveTo)).count;
  return countPresent(imap, set);
}

const placeOf = ({ path, uidValidity }: MailboxObject) => ({
  folder: path,
  uidValidity: String(uidValidity),
});

/** Keywords that help filters to learn are no reason to leave spam where it is. */
const keepable = ({ permanentFlags }: MailboxObject, flags: string[]) =>
  flags.filter((one) => !permanentFlags || permanentFlags.has('\\*') || permanentFlags.has(one));

/** The change, by the UIDs that its messages have after a move. */
const followed = (change: FlagChange, places: Map<number, number> | undefined): FlagChange => ({
  ...change,
  uids: change.uids.flatMap((uid) => places?.get(uid) ?? []),
});
