import { Router } from 'express';
import type { ImapFlow } from 'imapflow';
import { readStorage, type Storage } from '../../shared/storage.ts';
import type { Context } from '../context.ts';
import { handle } from '../http/endpoint.ts';
import { sessionOf } from './session/session.ts';

/** What the mailbox weighs (RFC 9208 QUOTA), and what of it is in Trash (RFC 8438 STATUS=SIZE). */
export function storage(context: Context): Router {
  const router = Router();
  router.get(
    readStorage.path,
    handle(readStorage, (_input, request) =>
      context.mail.use(sessionOf(request), weigh, { repeatable: true }),
    ),
  );
  return router;
}

async function weigh(imap: ImapFlow): Promise<Storage> {
  const quota = await imap.getQuota('INBOX');
  const { usage = null, limit = null } = (quota || undefined)?.storage ?? {};
  return { used: usage, limit, trash: await weighTrash(imap) };
}

async function weighTrash(imap: ImapFlow): Promise<number | null> {
  if (!imap.capabilities.has('STATUS=SIZE')) return null;
  const trash = (await imap.list()).find(({ specialUse }) => specialUse === '\\Trash');
  if (!trash) return null;
  const status = await imap.status(trash.path, { size: true });
  return (status || undefined)?.size ?? null;
}
