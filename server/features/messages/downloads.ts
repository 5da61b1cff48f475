import { createHash } from 'node:crypto';
import { type Request, Router } from 'express';
import type { ImapFlow, MailboxObject, MessageStructureObject } from 'imapflow';
import * as z from 'zod/mini';
import { Refusal } from '../../../shared/refusal.ts';
import { folderPath, uid } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { fetchStructure } from '../../mail/message.ts';
import { findPart, numberParts } from '../../mail/part-numbers.ts';
import type { Lend } from '../../mail/part-stream.ts';
import { cleanName, readContents } from '../../mail/structure.ts';
import { sessionOf } from '../session/session.ts';
import { deliver, type File, setDownloadHeaders, stream } from './deliver.ts';
import { zipOf } from './zip.ts';
import { zipNames } from './zip-names.ts';

const section = z.string().check(z.regex(/^[1-9]\d{0,5}(\.[1-9]\d{0,5}){0,50}$/));
const place = z.object({ folder: folderPath, uid: z.pipe(z.coerce.number(), uid) });
const partPlace = z.extend(place, { part: section });

/** Parts, sources and all files of a message, streamed in constant memory: plain HTTP rather than endpoints. */
export function downloads(context: Context): Router {
  const router = Router();
  router.get('/api/folders/:folder/messages/:uid/parts/:part', async (request, response) => {
    const { folder, uid, part } = parse(partPlace, request.params);
    const lender = lenderOf(context, request, folder);
    const structure = await lender.lend((imap) => fetchStructure(imap, uid));
    const node = findPart(numberParts(structure), part);
    if (!node) throw new Refusal('not-found', 'The message has no such part.');
    await deliver(request, response, lender.lend, fileOf(node, uid, lender.tag(uid, part)));
  });
  router.get('/api/folders/:folder/messages/:uid/source', async (request, response) => {
    const { folder, uid } = parse(place, request.params);
    const lender = lenderOf(context, request, folder);
    const subject = await lender.lend((imap) => fetchSubject(imap, uid));
    await deliver(request, response, lender.lend, {
      uid,
      section: '',
      encoding: undefined,
      type: 'message/rfc822',
      name: `${cleanName(subject) || 'message'}.eml`,
      tag: lender.tag(uid, ''),
    });
  });
  router.get('/api/folders/:folder/messages/:uid/attachments.zip', async (request, response) => {
    const { folder, uid } = parse(place, request.params);
    const lender = lenderOf(context, request, folder);
    const subject = await lender.lend((imap) => fetchSubject(imap, uid));
    const structure = numberParts(await lender.lend((imap) => fetchStructure(imap, uid)));
    const files = readContents(structure)
      .attachments.filter(({ inline }) => !inline)
      .flatMap(({ part }) => findPart(structure, part) ?? [])
      .map((node) => fileOf(node, uid, ''));
    if (!files.length) throw new Refusal('not-found', 'The message has no files.');
    setDownloadHeaders(response, 'application/zip', `${cleanName(subject) || 'files'}.zip`);
    await stream(zipOf(lender.lend, files, zipNames(files.map(({ name }) => name))), response);
  });
  return router;
}

function parse<T>(schema: z.ZodMiniType<T>, params: unknown): T {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new Refusal('input-invalid', 'There is no such address.');
}

/**
 * Borrows connections for one download, a short act each. Between two of them the folder may be
 * renumbered: then the UID is another message's, and nothing more is sent.
 */
function lenderOf({ mail }: Context, request: Request, folder: string) {
  const session = sessionOf(request);
  let validity: string | undefined;
  const check = (imap: ImapFlow, { uidValidity }: MailboxObject) => {
    validity ??= String(uidValidity);
    if (validity === String(uidValidity)) return imap;
    throw new Refusal('mailbox-changed', 'The server has renumbered this folder.');
  };
  const lend: Lend = (act) =>
    mail.inFolder(session, folder, (imap, mailbox) => act(check(imap, mailbox)), {
      repeatable: true,
    });
  const tag = (uid: number, part: string) =>
    createHash('sha256')
      .update([session.account, folder, validity, uid, part].join('\0'))
      .digest('base64url');
  return { lend, tag };
}

async function fetchSubject(imap: ImapFlow, uid: number): Promise<string> {
  const query = { uid: true, envelope: true };
  const fetched = await imap.fetchOne(String(uid), query, { uid: true });
  if (!fetched) throw new Refusal('message-gone', 'This message is not in the folder any more.');
  return fetched.envelope?.subject ?? '';
}

const fileOf = (node: MessageStructureObject, uid: number, tag: string): File => ({
  uid,
  section: node.part ?? '1',
  encoding: node.encoding,
  type: node.type,
  name: fileName(node),
  tag,
});

/** An attached message has no name more often than not: its subject is one. */
function fileName({ type, envelope, dispositionParameters, parameters }: MessageStructureObject) {
  const own = cleanName(dispositionParameters?.filename ?? parameters?.name ?? '');
  if (own || type !== 'message/rfc822') return own || 'file';
  return `${cleanName(envelope?.subject ?? '') || 'message'}.eml`;
}
