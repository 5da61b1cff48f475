import { Router } from 'express';
import type { ImapFlow } from 'imapflow';
import { Refusal } from '../../../shared/refusal.ts';
import { readStorage, type Storage, weighFolder } from '../../../shared/storage.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { folderFor } from '../folders.ts';
import { sessionOf } from '../session/session.ts';

/** What the mailbox weighs (RFC 9208 QUOTA), and what of it is in Trash (RFC 8438 STATUS=SIZE). */
export function storage(context: Context): Router {
  const router = Router();
  router.get(
    readStorage.path,
    handle(readStorage, (_input, request) =>
      context.mail.use(sessionOf(request), weigh, { repeatable: true }),
    ),
  );
  router.get(
    weighFolder.path,
    handle(weighFolder, ({ folder, below }, request) =>
      context.mail.use(sessionOf(request), (imap) => weighOne(imap, folder, below), {
        repeatable: true,
      }),
    ),
  );
  return router;
}

async function weighOne(imap: ImapFlow, folder: string, below: boolean) {
  const all = await imap.list();
  const found = all.find(({ path }) => path === folder);
  if (!found) throw new Refusal('not-found', 'There is no such folder.');
  const inside = `${folder}${found.delimiter}`;
  const meant = below
    ? all.filter(({ path }) => path === folder || path.startsWith(inside))
    : [found];
  const size = imap.capabilities.has('STATUS=SIZE');
  const sum: { messages: number; bytes: number | null } = { messages: 0, bytes: size ? 0 : null };
  for (const { path, flags } of meant) {
    if (flags.has('\\Noselect')) continue;
    const status = (await imap.status(path, { messages: true, size })) || undefined;
    sum.messages += status?.messages ?? 0;
    if (sum.bytes !== null) sum.bytes += status?.size ?? 0;
  }
  return sum;
}

async function weigh(imap: ImapFlow): Promise<Storage> {
  const quota = await imap.getQuota('INBOX');
  const { usage = null, limit = null } = (quota || undefined)?.storage ?? {};
  return { used: usage, limit, trash: await weighTrash(imap) };
}

async function weighTrash(imap: ImapFlow): Promise<number | null> {
  if (!imap.capabilities.has('STATUS=SIZE')) return null;
  const trash = await folderFor(imap, 'trash');
  if (!trash) return null;
  const status = await imap.status(trash, { size: true });
  return (status || undefined)?.size ?? null;
}
