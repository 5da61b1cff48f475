import { Router } from 'express';
import { lightenMessage, readFileText, readNested } from '../../../shared/files.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { lighten } from '../../mail/lighten.ts';
import { readNested as readInner, readFileText as readText } from '../../mail/nested.ts';
import { readFolders } from '../folders.ts';
import { sessionOf } from '../session/session.ts';
import { downloads } from './downloads.ts';
import { importMessages } from './import.ts';
import { lenderOf } from './lender.ts';

const READ = { repeatable: true };

/** The files of messages: shown, downloaded, taken out; and messages as files. */
export function files(context: Context): Router {
  const { mail } = context;
  const router = Router();
  router.get(
    readFileText.path,
    handle(readFileText, ({ folder, uid, part }, request) =>
      mail.inFolder(sessionOf(request), folder, (imap) => readText(imap, uid, part), READ),
    ),
  );
  router.get(
    readNested.path,
    handle(readNested, ({ folder, uid, part }, request) =>
      mail.inFolder(sessionOf(request), folder, (imap) => readInner(imap, uid, part), READ),
    ),
  );
  router.post(
    lightenMessage.path,
    handle(lightenMessage, async ({ folder, uidValidity, ...order }, request) => {
      const session = sessionOf(request);
      const folders = await mail.use(session, readFolders, READ);
      const trash = folders.find(({ specialUse }) => specialUse === 'trash')?.path;
      if (!trash) throw new Refusal('lighten-failed', 'This mailbox has no Trash.');
      const { lend } = lenderOf(context, request, folder, { uidValidity, repeatable: false });
      const { uid, freed, originalUid } = await lighten(lend, { ...order, folder, trash });
      const original = originalUid === null ? null : { folder: trash, uid: originalUid };
      return { uid, freed, original };
    }),
  );
  router.post('/api/folders/:folder/import', importMessages(context));
  router.use(downloads(context));
  return router;
}
