import { Router } from 'express';
import {
  listMessages,
  readConversation,
  readMessage as readMessageEndpoint,
  readPreviews,
} from '../../../shared/messages.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { readMessage } from '../../mail/message.ts';
import { readPreviewTexts } from '../../mail/previews.ts';
import { isPlain } from '../../mail/views.ts';
import { readWindow } from '../../mail/windows.ts';
import { sessionOf } from '../session/session.ts';
import { acts } from './acts.ts';
import { conversationOf } from './conversation.ts';
import { files } from './files.ts';
import { listConversations } from './grouping.ts';

const READ = { repeatable: true };

/** Messages: list, read, act on, take as files. */
export function messages(context: Context): Router {
  const { mail, views } = context;
  const router = Router();
  router.get(
    listMessages.path,
    handle(listMessages, ({ folder, offset, limit, ...view }, request) => {
      const session = sessionOf(request);
      if (view.grouped && isPlain(view))
        return listConversations(context, session, folder, view.ascending, { offset, limit });
      return mail.inFolder(
        session,
        folder,
        (imap, mailbox) =>
          readWindow(views, session.account, imap, mailbox, view, { offset, limit }),
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
  router.get(
    readConversation.path,
    handle(readConversation, ({ folder, uid }, request) =>
      conversationOf(context, sessionOf(request), folder, uid),
    ),
  );
  router.use(acts(context));
  router.use(files(context));
  return router;
}
