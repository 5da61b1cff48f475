import { Router } from 'express';
import type { ImapFlow } from 'imapflow';
import type { SpecialUse } from '../../../shared/folders.ts';
import { Refusal } from '../../../shared/refusal.ts';
import {
  readSobriety,
  readStorage,
  readWins,
  type Storage,
  weighFolder,
  weighFolders,
} from '../../../shared/storage.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { readQuotaRoots, tightest } from '../../mail/quota.ts';
import { keepStorageDay, readStorageDays, usedLastMonth } from '../../store/storage-days.ts';
import { folderFor, readFolders } from '../folders.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { inventoryOf } from './inventory.ts';
import { countSobriety } from './sobriety.ts';
import { bestWins, firstWins } from './wins.ts';

const READ = { repeatable: true };

/** What the mailbox weighs (RFC 9208 QUOTA), and what of it is in Trash (RFC 8438 STATUS=SIZE). */
export function storage(context: Context): Router {
  const { mail } = context;
  const router = Router();
  router.get(
    readStorage.path,
    handle(readStorage, (_input, request) => weigh(context, sessionOf(request))),
  );
  router.get(
    weighFolders.path,
    handle(weighFolders, async (_input, request) => ({
      folders: await mail.use(sessionOf(request), weighAll, READ),
    })),
  );
  router.get(
    weighFolder.path,
    handle(weighFolder, ({ folder, below }, request) =>
      mail.use(sessionOf(request), (imap) => weighOne(imap, folder, below), READ),
    ),
  );
  router.get(
    readWins.path,
    handle(readWins, async (_input, request) => {
      const session = sessionOf(request);
      const { account } = session;
      const folders = await foldersOf(context, session);
      const inventory = inventoryOf(context);
      const scan = await inventory.known(account);
      const where = {
        trash: folders.of('trash'),
        junk: folders.of('junk'),
        sent: folders.of('sent'),
      };
      const wins =
        scan.at === null
          ? firstWins(where, await mail.use(session, weighAll, READ))
          : await bestWins(inventory, account, where);
      return { scan, wins };
    }),
  );
  router.get(
    readSobriety.path,
    handle(readSobriety, async (_input, request) => {
      const session = sessionOf(request);
      const { account } = session;
      const folders = await foldersOf(context, session);
      const inventory = inventoryOf(context);
      const kinds = { own: folders.all('sent', 'drafts'), apart: folders.all('trash', 'junk') };
      return {
        ...(await countSobriety(inventory, account, kinds, Date.now())),
        scan: await inventory.known(account),
        days: await readStorageDays(context.store, account),
        gramsPerMailYear: context.config.co2GramsPerMailYear,
      };
    }),
  );
  return router;
}

async function foldersOf(context: Context, session: SignedIn) {
  const folders = await context.mail.use(session, readFolders, READ);
  const of = (use: SpecialUse) =>
    folders.find(({ specialUse }) => specialUse === use)?.path ?? null;
  return {
    of,
    all: (...uses: SpecialUse[]) => new Set(uses.map(of).filter((path) => path !== null)),
  };
}

async function weigh(context: Context, session: SignedIn): Promise<Storage> {
  const { store } = context;
  const { account } = session;
  const { roots, trash, sum } = await context.mail.use(session, ask, READ);
  const measured = tightest(roots.map(({ storage }) => storage));
  const used = measured?.used ?? sum;
  const now = Date.now();
  if (used !== null) await keepStorageDay(store, account, used, now);
  return {
    used,
    limit: measured?.limit ?? null,
    trash,
    messages: tightest(roots.map(({ messages }) => messages)),
    roots: roots.length > 1 ? roots : [],
    lastMonth: await usedLastMonth(store, account, now),
  };
}

/** What the frame shows of every page: few and cheap questions. Only without a quota all folders are counted. */
async function ask(imap: ImapFlow) {
  const roots = await readQuotaRoots(imap, 'INBOX');
  const isLimited = roots.some(({ storage }) => storage?.limit);
  const size = imap.capabilities.has('STATUS=SIZE');
  const path = size && (await folderFor(imap, 'trash'));
  const status = path ? (await imap.status(path, { size })) || undefined : undefined;
  const sum = !isLimited && size ? bytesOf(await weighAll(imap)) : null;
  return { roots, trash: status?.size ?? null, sum };
}

const bytesOf = (folders: { bytes: number | null }[]) =>
  folders.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);

async function weighAll(imap: ImapFlow) {
  await lookAgain(imap);
  const size = imap.capabilities.has('STATUS=SIZE');
  const all = await imap.list({ statusQuery: { messages: true, size } });
  return all
    .filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'))
    .map(({ path, status }) => ({
      folder: path,
      messages: status?.messages ?? 0,
      bytes: size ? (status?.size ?? 0) : null,
    }));
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
  await lookAgain(imap);
  const sum: { messages: number; bytes: number | null } = { messages: 0, bytes: size ? 0 : null };
  for (const { path, flags } of meant) {
    if (flags.has('\\Noselect')) continue;
    const status = (await imap.status(path, { messages: true, size })) || undefined;
    sum.messages += status?.messages ?? 0;
    if (sum.bytes !== null) sum.bytes += status?.size ?? 0;
  }
  return sum;
}

/** Dovecot counts the selected folder as this connection saw it last. */
async function lookAgain(imap: ImapFlow) {
  if (imap.mailbox) await imap.noop();
}
