import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import { ZipFile } from 'yazl';
import { choice as choiceSchema } from '../../../shared/choice.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { setDownloadHeaders, stream } from '../../http/download.ts';
import type { Login } from '../../mail/login.ts';
import { findPart, numberParts } from '../../mail/part-numbers.ts';
import { type Lend, readDecoded } from '../../mail/part-stream.ts';
import { oneLine } from '../../mail/rows.ts';
import { nameOfPart, readContents } from '../../mail/structure.ts';
import { zipNames } from '../messages/zip-names.ts';
import { sessionOf } from '../session/session.ts';
import { inventoryOf } from '../storage/inventory.ts';
import { isRealFile } from './lighten-all.ts';
import { lendFor } from './look-into.ts';

/** The files of the messages meant, before they are taken out of them. Memory holds one piece of one file. */
export function filesOfChoice(context: Context): RequestHandler {
  return async (request, response) => {
    const session = sessionOf(request);
    const chosen = choiceSchema.safeParse(parsed(request.query.choice));
    if (!chosen.success) throw new Refusal('input-invalid', 'There is no such choice.');
    const inventory = inventoryOf(context);
    await inventory.refresh(session);
    const picked = await inventory.pick(session.account, chosen.data);
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    zip.on('error', (error: Error) => output.destroy(error));
    const places = picked.flatMap(({ folder, uidValidity, uids }) =>
      Array.from(uids, (uid) => ({ folder, uidValidity, uid })),
    );
    void fill(zip, output, places, context, session).catch((error) => output.destroy(error));
    setDownloadHeaders(response, 'application/zip', 'attachments.zip');
    await stream(output, response);
  };
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

interface Place {
  folder: string;
  uidValidity: string;
  uid: number;
}

/** One file after the other, the next when the one before is through: nothing piles up. */
async function fill(
  zip: ZipFile,
  output: Readable,
  places: Place[],
  context: Context,
  login: Login,
) {
  const taken = new Set<string>(['manifest.csv']);
  const manifest = ['file,name,message,received,folder,bytes,sha256'];
  for (const place of places) {
    if (output.destroyed) return;
    const lend = lendFor(context, login, place);
    const message = await readFiles(lend, place.uid);
    if (!message) continue;
    for (const node of message.nodes) {
      const name = nameOfPart(node) || (node.type === 'message/rfc822' ? 'message.eml' : 'file');
      const [entry = 'file'] = zipNames([name], taken);
      const where = { uid: place.uid, section: node.part ?? '1' };
      const { size, sha256 } = await add(
        zip,
        output,
        entry,
        readDecoded(lend, where, node.encoding),
      );
      const { subject, received } = message;
      const cells = [entry, name, subject, received, place.folder, String(size), sha256];
      manifest.push(cells.map(cell).join(','));
    }
  }
  // Spreadsheets read UTF-8 for what it is by this mark.
  zip.addBuffer(Buffer.from(`\ufeff${manifest.join('\r\n')}\r\n`), 'manifest.csv');
  zip.end();
}

/** Quoted, and no formula to any spreadsheet. */
const cell = (text: string) =>
  `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

async function readFiles(lend: Lend, uid: number) {
  const query = { uid: true, bodyStructure: true, envelope: true, internalDate: true };
  const fetched = await lend((imap) => imap.fetchOne(String(uid), query, { uid: true }));
  if (!fetched) return null;
  const structure = numberParts(fetched.bodyStructure);
  return {
    nodes: readContents(structure)
      .attachments.filter(isRealFile)
      .flatMap(({ part }) => findPart(structure, part) ?? []),
    subject: oneLine(fetched.envelope?.subject ?? ''),
    received: new Date(fetched.internalDate ?? 0).toISOString(),
  };
}

async function add(zip: ZipFile, output: Readable, name: string, pieces: AsyncIterable<Buffer>) {
  const hash = createHash('sha256');
  let size = 0;
  const counted = async function* () {
    for await (const piece of pieces) {
      hash.update(piece);
      size += piece.length;
      yield piece;
    }
  };
  const bytes = Readable.from(counted(), { objectMode: false });
  const close = () => bytes.destroy();
  output.once('close', close);
  zip.addReadStream(bytes, name, { compress: false });
  await finished(bytes);
  output.off('close', close);
  return { size, sha256: hash.digest('hex') };
}
