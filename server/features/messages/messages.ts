import { Router } from 'express';
import type { MailboxObject } from 'imapflow';
import {
  expungeMessages,
  listMessages,
  listUids,
  markFolderRead,
  moveMessages,
  readMessage as readMessageEndpoint,
  readPreviews,
  setFlags,
} from '../../../shared/messages.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { readMessage } from '../../mail/message.ts';
import { readPreviewTexts } from '../../mail/previews.ts';
import { toSequenceSet } from '../../mail/ranges.ts';
import { readWindow } from '../../mail/windows.ts';
import { sessionOf } from '../session/session.ts';
import { files } from './files.ts';
import { changeFlags } from './flags.ts';

/** Acts on very many messages may take this long, in milliseconds. */
const BULK = { deadline: 180_000 };
const READ = { repeatable: true };

/** Messages: list, read, flag, move, delete. */
export function messages(context: Context): Router {
  const { mail, views } = context;
  const router = Router();
  router.get(
    listMessages.path,
    handle(listMessages, ({ folder, offset, limit, ...view }, request) => {
      const session = sessionOf(request);
      return mail.inFolder(
        session,
        folder,
        (imap, mailbox) =>
          readWindow(views, session.account, imap, mailbox, view, { offset, limit }),
        READ,
      );
    }),
  );
  router.get(
    listUids.path,
    handle(listUids, ({ folder, ...view }, request) => {
      const session = sessionOf(request);
      return mail.inFolder(
        session,
        folder,
        async (imap, mailbox) => {
          const uids = await views.uids(session.account, imap, mailbox, view);
          return { total: uids.length, uids: toUidSet(uids) };
        },
        READ,
      );
    }),
  );
  router.post(
    readPreviews.path,
    handle(readPreviews, ({ folder, uids }, request) =>
      mail.inFolder(
        sessionOf(request),
        folder,
        async (imap) => ({ previews: Object.fromEntries(await readPreviewTexts(imap, uids)) }),
        READ,
      ),
    ),
  );
  router.get(
    readMessageEndpoint.path,
    handle(readMessageEndpoint, ({ folder, uid }, request) =>
      mail.inFolder(
        sessionOf(request),
        folder,
        (imap, mailbox) => readMessage(imap, mailbox, uid, context.config.authservIds),
        READ,
      ),
    ),
  );
  router.post(
    setFlags.path,
    handle(setFlags, ({ folder, uidValidity, uids, add, remove }, request) =>
      mail.inFolder(
        sessionOf(request),
        folder,
        async (imap, mailbox) => {
          refuseOtherValidity(mailbox, uidValidity);
          return changeFlags(imap, toSequenceSet(uids), add, remove);
        },
        BULK,
      ),
    ),
  );
  router.post(
    markFolderRead.path,
    handle(markFolderRead, ({ folder }, request) =>
      mail.inFolder(
        sessionOf(request),
        folder,
        (imap, { exists }) =>
          exists
            ? changeFlags(imap, '1:*', ['\\Seen'], [])
            : Promise.resolve({ changed: [], count: 0 }),
        BULK,
      ),
    ),
  );
  router.post(
    moveMessages.path,
    handle(moveMessages, ({ folder, uidValidity, uids, to }, request) =>
      mail.inFolder(
        sessionOf(request),
        folder,
        async (imap, mailbox) => {
          refuseOtherValidity(mailbox, uidValidity);
          const moved = await imap.messageMove(toSequenceSet(uids), to, { uid: true });
          if (!moved) throw new Refusal('not-found', 'The messages or the folder are not there.');
          const places = [...(moved.uidMap?.values() ?? [])];
          return { to: moved.destination, uids: toUidSet(places), count: places.length };
        },
        BULK,
      ),
    ),
  );
  router.post(
    expungeMessages.path,
    handle(expungeMessages, ({ folder, uidValidity, uids }, request) =>
      mail.inFolder(
        sessionOf(request),
        folder,
        async (imap, mailbox) => {
          refuseOtherValidity(mailbox, uidValidity);
          const range = toSequenceSet(uids);
          const found = (await imap.search({ uid: range }, { uid: true })) || [];
          if (found.length) await imap.messageDelete(range, { uid: true });
          return { count: found.length };
        },
        BULK,
      ),
    ),
  );
  router.use(files(context));
  return router;
}

function refuseOtherValidity(mailbox: MailboxObject, uidValidity: string | undefined) {
  if (uidValidity === undefined || uidValidity === String(mailbox.uidValidity)) return;
  throw new Refusal('mailbox-changed', 'The server has renumbered this folder.');
}
