import { Router } from 'express';
import type { ImapFlow } from 'imapflow';
import { dropExport, listExports, startExport, weighExport } from '../../../shared/exports.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { sessionOf } from '../session/session.ts';
import { bringIn } from './bring-in.ts';
import { Exporter } from './exporter.ts';
import { servePart } from './serve.ts';

/** Mail to take along: prepared, downloaded in files, brought back. */
export function exports(context: Context): Router {
  const exporter = new Exporter(context);
  const router = Router();
  router.get(
    weighExport.path,
    handle(weighExport, (_input, request) =>
      context.mail.use(sessionOf(request), weighFolders, { repeatable: true }),
    ),
  );
  router.get(
    listExports.path,
    handle(listExports, async (_input, request) => ({
      exports: await exporter.list(sessionOf(request)),
    })),
  );
  router.post(
    startExport.path,
    handle(startExport, ({ what, format }, request) =>
      exporter.start(sessionOf(request), what, format),
    ),
  );
  router.delete(
    dropExport.path,
    handle(dropExport, async ({ id }, request) => {
      await exporter.drop(sessionOf(request).account, id);
      return {};
    }),
  );
  router.get('/api/exports/:id/parts/:part/:version', servePart(context, exporter));
  router.post('/api/imports', bringIn(context));
  return router;
}

async function weighFolders(imap: ImapFlow) {
  const knowsSize = imap.capabilities.has('STATUS=SIZE');
  if (imap.mailbox) await imap.noop();
  const listed = await imap.list({ statusQuery: { messages: true, size: knowsSize } });
  const folders = listed.flatMap(({ path, flags, status }) => {
    const messages = status?.messages ?? 0;
    if (!messages || flags.has('\\Noselect') || flags.has('\\NonExistent')) return [];
    return [{ folder: path, messages, bytes: status?.size ?? null }];
  });
  return { folders };
}
