import type { Request, RequestHandler } from 'express';
import type { ImapFlow } from 'imapflow';
import * as z from 'zod/mini';
import { MOST_IMPORTED, mailFileTypes } from '../../../shared/files.ts';
import { type ImportedArchive, importTarget } from '../../../shared/imports.ts';
import { Refusal } from '../../../shared/refusal.ts';
import { queryFlag, toUidSet } from '../../../shared/values.ts';
import type { Context } from '../../context.ts';
import { readArchive } from '../../mail/archive.ts';
import type { ImportedMessage } from '../../mail/mbox.ts';
import { toSequenceSets } from '../../mail/ranges.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { keyOf, knownIn } from './known.ts';
import { Places } from './places.ts';

/** One file may hold this many messages: what one of ours holds at most, and some more. */
const MOST_MESSAGES = 60_000;
const BULK = { deadline: 180_000 };

interface Place {
  folder: string;
  count: number;
  uids: number[];
  known: Set<string> | null;
}

/**
 * Puts the messages of a file back into folders while the file arrives, each with its date and flags. What fails or is given
 * up half way leaves nothing behind: asked again, nothing is there twice.
 */
export function bringIn(context: Context): RequestHandler {
  return async (request, response) => {
    const session = sessionOf(request);
    const { target, skip } = parseQuery(request.query);
    const coming = new Coming(context, session, new Places(context, session, target), skip);
    try {
      for await (const message of readArchive(limited(request), typeOf(request)))
        await coming.take(message);
    } catch (error) {
      await coming.takeBack();
      // What is left of the file is let pass, so that the answer reaches who still sends it.
      request.resume();
      if (request.destroyed && !request.complete) return;
      throw error;
    }
    response.json(coming.answer());
  };
}

class Coming {
  readonly #context: Context;
  readonly #session: SignedIn;
  readonly #places: Places;
  readonly #skip: boolean;
  readonly #folders = new Map<string, Place>();
  #taken = 0;
  #skipped = 0;

  constructor(context: Context, session: SignedIn, places: Places, skip: boolean) {
    this.#context = context;
    this.#session = session;
    this.#places = places;
    this.#skip = skip;
  }

  async take(message: ImportedMessage) {
    if (++this.#taken > MOST_MESSAGES) throw new Refusal('too-large', 'Too many messages.');
    const { raw, flags } = message;
    const date = message.date ?? new Date();
    const place = await this.#placeOf(await this.#places.folderOf(message.folder));
    if (place.known?.has(keyOf(raw, raw.length, date))) {
      this.#skipped++;
      return;
    }
    const appended = await this.#context.mail.use(
      this.#session,
      (imap) => imap.append(place.folder, raw, flags, date),
      BULK,
    );
    if (!appended) throw new Refusal('mail-server-refused', 'The mail server refused a message.');
    place.count++;
    if (appended.uid) place.uids.push(appended.uid);
  }

  /** Best effort: the mail server may be what broke. */
  async takeBack() {
    const { mail, log } = this.#context;
    const back = async () => {
      for (const { folder, uids } of this.#folders.values())
        if (uids.length)
          await mail.inFolder(this.#session, folder, (imap) => expunge(imap, uids), BULK);
      for (const folder of this.#places.made.toReversed())
        await mail.use(this.#session, (imap) => unmake(imap, folder));
    };
    await back().catch((trouble) =>
      log.warn({ err: trouble }, 'an import could not be taken back'),
    );
  }

  answer(): ImportedArchive {
    const places = [...this.#folders.values()].filter(({ count }) => count);
    return {
      count: places.reduce((sum, { count }) => sum + count, 0),
      skipped: this.#skipped,
      places: places.map(({ folder, count, uids }) => ({
        folder,
        count,
        uids: uids.length === count ? (toUidSet(uids) as [number]) : [],
      })),
      made: this.#places.made,
    };
  }

  async #placeOf(folder: string): Promise<Place> {
    const place = this.#folders.get(folder);
    if (place) return place;
    const known = this.#skip
      ? await this.#context.mail.inFolder(
          this.#session,
          folder,
          (imap, { exists }) => knownIn(imap, exists),
          { ...BULK, repeatable: true },
        )
      : null;
    const fresh = { folder, count: 0, uids: [], known };
    this.#folders.set(folder, fresh);
    return fresh;
  }
}

async function expunge(imap: ImapFlow, uids: number[]) {
  for (const set of toSequenceSets(toUidSet(uids))) await imap.messageDelete(set, { uid: true });
}

async function unmake(imap: ImapFlow, folder: string) {
  if (imap.mailbox && imap.mailbox.path === folder) await imap.mailboxClose();
  const status = await imap.status(folder, { messages: true });
  // Somebody's filter may have used it meanwhile.
  if (!status || status.messages) return;
  await imap.mailboxUnsubscribe(folder);
  await imap.mailboxDelete(folder);
}

const query = z.object({ skip: z._default(queryFlag, false) });

function parseQuery(given: unknown) {
  const target = importTarget.safeParse(given);
  const rest = query.safeParse(given);
  if (target.success && rest.success) return { target: target.data, skip: rest.data.skip };
  throw new Refusal('input-invalid', 'It is not said where the messages go.');
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
