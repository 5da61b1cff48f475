import type { Request, RequestHandler } from 'express';
import type { ImapFlow } from 'imapflow';
import { type Imported, MOST_IMPORTED, mailFileTypes } from '../../../shared/files.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { folderPath, toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { readArchive } from '../../mail/archive.ts';
import type { ImportedMessage } from '../../mail/mbox.ts';
import { toSequenceSet } from '../../mail/ranges.ts';
import { sessionOf } from '../session/session.ts';

/** One file may hold this many messages. */
const MOST_MESSAGES = 50_000;
const BULK = { deadline: 180_000 };

/**
 * Puts the messages of a file into a folder while the file arrives, each with the date it bears. What fails or
 * is given up half way leaves nothing behind: asked again, nothing is there twice.
 */
export function importMessages({ mail, log }: Context): RequestHandler {
  return async (request, response) => {
    const session = sessionOf(request);
    const folder = parseFolder(request.params.folder);
    const uids: number[] = [];
    let count = 0;
    try {
      for await (const message of readArchive(limited(request), typeOf(request))) {
        if (++count > MOST_MESSAGES) throw new Refusal('too-large', 'Too many messages.');
        const uid = await mail.use(session, (imap) => append(imap, folder, message));
        if (uid) uids.push(uid);
      }
    } catch (error) {
      if (uids.length)
        await mail
          .inFolder(session, folder, (imap) => takeBack(imap, uids), BULK)
          .catch((trouble) => log.warn({ err: trouble }, 'an import could not be taken back'));
      // What is left of the file is let pass, so that the answer reaches who still sends it.
      request.resume();
      if (request.destroyed && !request.complete) return;
      throw error;
    }
    const isKnown = uids.length === count;
    const answer: Imported = { count, uids: isKnown ? (toUidSet(uids) as Imported['uids']) : [] };
    response.json(answer);
  };
}

function parseFolder(text: unknown): string {
  const folder = folderPath.safeParse(text);
  if (folder.success) return folder.data;
  throw new Refusal('input-invalid', 'There is no such address.');
}

function typeOf(request: Request): string {
  const type = request.is(Object.values(mailFileTypes));
  if (type) return type;
  throw new Refusal('not-mail', 'The request carries no file of messages.');
}

async function* limited(request: Request): AsyncGenerator<Buffer> {
  let bytes = 0;
  // Not destroyed when it is not read to its end: the refusal goes back the same way.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    bytes += piece.length;
    if (bytes > MOST_IMPORTED) throw new Refusal('too-large', 'The file is too large.');
    yield piece;
  }
}

async function append(imap: ImapFlow, folder: string, { raw, date, flags }: ImportedMessage) {
  const appended = await imap.append(folder, raw, flags, date ?? new Date());
  if (!appended) throw new Refusal('mail-server-refused', 'The mail server refused a message.');
  return appended.uid;
}

async function takeBack(imap: ImapFlow, uids: number[]) {
  await imap.messageDelete(toSequenceSet(toUidSet(uids)), { uid: true });
}
