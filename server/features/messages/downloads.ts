import { Router } from 'express';
import type { ImapFlow, MessageStructureObject } from 'imapflow';
import * as z from 'zod/mini';
import { section } from '../../../shared/files.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { folderPath, uid } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { setDownloadHeaders, stream } from '../../http/download.ts';
import { fetchStructure } from '../../mail/message.ts';
import { findPart, numberParts } from '../../mail/part-numbers.ts';
import { cleanName, nameOfPart, readContents } from '../../mail/structure.ts';
import { deliver, type File } from './deliver.ts';
import { lenderOf } from './lender.ts';
import { zipOf } from './zip.ts';
import { zipNames } from './zip-names.ts';

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
      .attachments.filter(({ inline, removed }) => !inline && !removed)
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
  name: nameOfPart(node) || (node.type === 'message/rfc822' ? 'message.eml' : 'file'),
  tag,
});
