import { Router } from 'express';
import type { ImapFlow } from 'imapflow';
import {
  discardDraft,
  findDraft,
  openDraft,
  readDraft,
  restoreDraft,
  type StoredDraft,
  saveDraft,
} from '../../../shared/drafts.ts';
import type { DraftChanged } from '../../../shared/events.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { selectFolder } from '../../mail/imap.ts';
import type { Login } from '../../mail/login.ts';
import { sessionOf } from '../session/session.ts';
import { oneAtATime } from '../turns.ts';
import { discard, restore } from './discard-draft.ts';
import { findVersions, living, removeVersions } from './draft-versions.ts';
import { draftsFolder } from './drafts-folder.ts';
import { readStoredDraft } from './read-draft.ts';
import { putDraft } from './save-draft.ts';

const READ = { repeatable: true };

/** Letters that are not finished: one message in Drafts for each, and none lost on the way. */
export function drafts(context: Context): Router {
  const { mail, live } = context;
  const router = Router();
  router.put(
    saveDraft.path,
    handle(saveDraft, async (input, request) => {
      const session = sessionOf(request);
      // The page may have been left open by somebody else: their words go into nobody's mailbox (fault F-9).
      if (input.account !== session.account)
        throw new Refusal('signed-out', 'Somebody else is signed in.');
      const saved = await putDraft(context, session, input);
      live.tell(session.account, draftChanged(input.id, saved.version, input.copyOf));
      return saved;
    }),
  );
  router.get(
    readDraft.path,
    handle(readDraft, async ({ id }, request) => {
      const draft = await mail.use(sessionOf(request), (imap) => newestOf(imap, id), READ);
      if (draft) return draft;
      throw new Refusal('not-found', 'There is no such draft.');
    }),
  );
  router.get(
    findDraft.path,
    handle(findDraft, async ({ id }, request) => ({
      draft: await mail.use(sessionOf(request), (imap) => newestOf(imap, id), READ),
    })),
  );
  router.get(
    openDraft.path,
    handle(openDraft, ({ folder, uid }, request) =>
      mail.inFolder(
        sessionOf(request),
        folder,
        async (imap): Promise<StoredDraft> => {
          const draft = await readStoredDraft(imap, uid);
          const isKept = folder === (await draftsFolder(imap));
          return isKept ? draft : { ...draft, version: null };
        },
        READ,
      ),
    ),
  );
  router.post(
    discardDraft.path,
    handle(discardDraft, async ({ id, base }, request) => {
      const session = sessionOf(request);
      const place = await discard(context, session, id, base);
      live.tell(session.account, draftChanged(id, null));
      return { place };
    }),
  );
  router.post(
    restoreDraft.path,
    handle(restoreDraft, ({ id, place }, request) =>
      restore(context, sessionOf(request), id, place),
    ),
  );
  return router;
}

/** After a letter was sent: nothing of it stays in Drafts. Asked twice, it is as well. */
export async function removeDraft(context: Context, login: Login, id: string): Promise<void> {
  await oneAtATime(`${login.account}\n${id}`, () =>
    context.mail.use(
      login,
      async (imap) => {
        await selectFolder(imap, await draftsFolder(imap));
        const versions = await findVersions(imap, id);
        await removeVersions(
          imap,
          id,
          versions.map(({ uid }) => uid),
        );
      },
      READ,
    ),
  );
  context.live.tell(login.account, draftChanged(id, null));
}

async function newestOf(imap: ImapFlow, id: string): Promise<StoredDraft | null> {
  await selectFolder(imap, await draftsFolder(imap));
  const newest = living(await findVersions(imap, id)).at(-1);
  return newest ? readStoredDraft(imap, newest.uid) : null;
}

const draftChanged = (
  id: string,
  version: string | null,
  copyOf: string | null = null,
): DraftChanged => ({ type: 'draft', path: ['drafts'], id, version, copyOf });
