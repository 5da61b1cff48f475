import { Router } from 'express';
import type { ImapFlow } from 'imapflow';
import {
  createFolder,
  deleteFolder,
  emptyFolder,
  type Folder,
  listFolders,
  updateFolder,
} from '../../shared/folders.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Context } from '../context.ts';
import { handle } from '../http/endpoint.ts';
import { folderFor, readFolders } from '../mail/folder-list.ts';
import { sessionOf } from './session/session.ts';

export { folderFor, readFolders };

/** Folders: list, create, rename, move, delete, empty. Other pages hear of it from the mail server. */
export function folders(context: Context): Router {
  const router = Router();
  router.get(
    listFolders.path,
    handle(listFolders, async (_input, request) => ({
      folders: await context.mail.use(sessionOf(request), readFolders, { repeatable: true }),
    })),
  );
  router.post(
    createFolder.path,
    handle(createFolder, ({ parent, name }, request) =>
      context.mail.use(sessionOf(request), async (imap) => {
        const path = childPath(imap, await readFolders(imap), parent, name);
        const { created } = await imap.mailboxCreate(path);
        if (!created) throw new Refusal('folder-exists', 'There is a folder of this name.');
        await imap.mailboxSubscribe(path);
        return findFolder(await readFolders(imap), path);
      }),
    ),
  );
  router.patch(
    updateFolder.path,
    handle(updateFolder, ({ folder, name, parent, subscribed }, request) =>
      context.mail.use(sessionOf(request), async (imap) => {
        const all = await readFolders(imap);
        const before = findFolder(all, folder);
        if (subscribed !== undefined) await subscribe(imap, folder, subscribed);
        if (name === undefined && parent === undefined)
          return findFolder(await readFolders(imap), folder);
        refuseProtected(before);
        const path = childPath(
          imap,
          all,
          parent === undefined ? before.parent : parent,
          name ?? before.name,
        );
        if (path !== folder) await rename(imap, all, before, path);
        return findFolder(await readFolders(imap), path);
      }),
    ),
  );
  router.delete(
    deleteFolder.path,
    handle(deleteFolder, ({ folder }, request) =>
      context.mail.use(sessionOf(request), async (imap) => {
        const all = await readFolders(imap);
        const doomed = [findFolder(all, folder), ...below(all, folder)];
        for (const one of doomed) refuseProtected(one);
        // Deepest first: a server may keep a place that still holds folders.
        for (const { path } of doomed.toSorted((a, b) => b.path.length - a.path.length)) {
          await leave(imap, path);
          await imap.mailboxUnsubscribe(path);
          await imap.mailboxDelete(path);
        }
        return {
          folders: doomed.length,
          messages: doomed.reduce((sum, { total }) => sum + total, 0),
        };
      }),
    ),
  );
  router.post(
    emptyFolder.path,
    handle(emptyFolder, ({ folder }, request) =>
      context.mail.inFolder(
        sessionOf(request),
        folder,
        async (imap, { exists }) => {
          if (exists) await imap.messageDelete(`1:${exists}`);
          return { messages: exists };
        },
        { deadline: 120_000 },
      ),
    ),
  );
  return router;
}

const OWN_NAMES = { drafts: 'Drafts', sent: 'Sent', trash: 'Trash' };

/** The same, made and subscribed when there is none. */
export async function ensureFolderFor(
  imap: ImapFlow,
  use: keyof typeof OWN_NAMES,
): Promise<string> {
  const path = await folderFor(imap, use);
  if (path) return path;
  const made = await imap.mailboxCreate(namespacePrefix(imap) + OWN_NAMES[use]);
  if (!made) throw new Refusal('not-found', `There is no folder for ${use}.`);
  await imap.mailboxSubscribe(made.path);
  return made.path;
}

function findFolder(all: Folder[], path: string): Folder {
  const folder = all.find((one) => one.path === path);
  if (!folder) throw new Refusal('not-found', 'There is no such folder.');
  return folder;
}

function below(all: Folder[], path: string): Folder[] {
  const delimiter = all.find((one) => one.path === path)?.delimiter;
  return delimiter ? all.filter((one) => one.path.startsWith(path + delimiter)) : [];
}

function refuseProtected({ specialUse }: Folder) {
  if (specialUse) throw new Refusal('folder-protected', 'The mail program needs this folder.');
}

function childPath(imap: ImapFlow, all: Folder[], parent: string | null, name: string): string {
  const delimiter = all.find((one) => one.delimiter)?.delimiter ?? null;
  const trimmed = name.trim().normalize('NFC');
  if (!trimmed || (delimiter && trimmed.includes(delimiter))) {
    throw new Refusal('folder-name-invalid', `A folder's name cannot hold "${delimiter}".`, {
      delimiter,
    });
  }
  if (parent === null) return namespacePrefix(imap) + trimmed;
  if (!delimiter)
    throw new Refusal('folder-name-invalid', 'This server has no folders in folders.');
  return findFolder(all, parent).path + delimiter + trimmed;
}

const namespacePrefix = (imap: ImapFlow) => imap.namespace?.prefix ?? '';

async function rename(imap: ImapFlow, all: Folder[], before: Folder, path: string) {
  if (
    below(all, before.path).some((one) => one.path === path) ||
    path.startsWith(`${before.path}${before.delimiter}`)
  ) {
    throw new Refusal('folder-name-invalid', 'A folder cannot move into itself.');
  }
  if (all.some((one) => one.path === path))
    throw new Refusal('folder-exists', 'There is a folder of this name.');
  const subscribed = [before, ...below(all, before.path)].filter((one) => one.subscribed);
  await leave(imap, before.path);
  await imap.mailboxRename(before.path, path);
  // RENAME leaves subscriptions behind on most servers.
  for (const one of subscribed) {
    await imap.mailboxUnsubscribe(one.path);
    await imap.mailboxSubscribe(path + one.path.slice(before.path.length));
  }
}

async function subscribe(imap: ImapFlow, path: string, wanted: boolean) {
  if (wanted) await imap.mailboxSubscribe(path);
  else await imap.mailboxUnsubscribe(path);
}

/** A folder that is about to go cannot stay selected on this connection. */
async function leave(imap: ImapFlow, path: string) {
  if ((imap.mailbox || undefined)?.path.startsWith(path)) await imap.mailboxClose();
}
