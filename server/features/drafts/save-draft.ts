import type { ImapFlow } from 'imapflow';
import type { z } from 'zod/mini';
import type { SavedDraft, saveDraft } from '../../../shared/drafts.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { mailRefusal } from '../../mail/failures.ts';
import { selectFolder } from '../../mail/imap.ts';
import { readAttached } from '../compose/attached.ts';
import { buildLetter } from '../compose/letter.ts';
import type { SignedIn } from '../session/session.ts';
import { oneAtATime } from '../turns.ts';
import { partRecipients, writeMark } from './draft-mark.ts';
import { type DraftVersion, findVersions, living, removeVersions } from './draft-versions.ts';
import { draftsFolder, forgetDraftsFolder } from './drafts-folder.ts';
import { readDraftFiles, readStoredDraft } from './read-draft.ts';

export type SaveInput = z.infer<typeof saveDraft.input>;

/** A draft with its files is as large as a letter, and goes to the server whole. */
const SAVE = { deadline: 120_000, repeatable: true };

/**
 * Puts a letter into Drafts in place of its former version. Stopped anywhere, the old message or the new one is
 * there, or both: whoever comes back names the saves that were not answered (`tried`), and both go for the next one.
 *
 * Two places that save at once are put in order by the server's UIDs: the lower one was first and stays, the other
 * one takes its own back and is told `draft-changed`.
 */
export async function putDraft(
  context: Context,
  session: SignedIn,
  input: SaveInput,
): Promise<SavedDraft> {
  return oneAtATime(`${session.account}\n${input.id}`, async () => {
    const raw = await buildDraft(context, session, input);
    return context.mail.use(
      session,
      async (imap) => {
        const folder = await openDrafts(imap);
        const uid = await replace(imap, folder, input, raw);
        const files = input.attachments.length ? await readDraftFiles(imap, uid) : [];
        const uidValidity = String((imap.mailbox || undefined)?.uidValidity ?? 0);
        const place = { folder, uid, uidValidity };
        return { version: input.version, place, files: inOrder(files, input) };
      },
      SAVE,
    );
  });
}

/** The message as Drafts holds it: with Bcc, and with what only its writer's programs need. */
async function buildDraft(context: Context, session: SignedIn, input: SaveInput): Promise<Buffer> {
  const { version, changedAt, copyOf, source, priority } = input;
  const { finished, unfinished } = partRecipients(input);
  const mark = writeMark({ version, changedAt, copyOf, source, priority, unfinished });
  const attached = await readAttached(context, session, input.attachments);
  const messageId = `<${input.id}@${input.from.address.split('@').at(-1)}>`;
  // The builder ends a text that has no line end: with one of ours, the reader knows which is not the writer's.
  const text = input.html === null ? `${input.text}\n` : input.text;
  const written = { ...input, ...finished, text };
  const { bytes } = buildLetter(written, messageId, new Date(changedAt), { attached });
  // imapflow wants the whole message at once (trap L-11).
  const pieces: Buffer[] = [Buffer.from(mark)];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Selects Drafts, wherever it is by now. */
async function openDrafts(imap: ImapFlow): Promise<string> {
  const folder = await draftsFolder(imap);
  try {
    await selectFolder(imap, folder);
    return folder;
  } catch (error) {
    if (mailRefusal(error).code !== 'not-found') throw error;
    forgetDraftsFolder(imap);
    const made = await draftsFolder(imap);
    await selectFolder(imap, made);
    return made;
  }
}

async function replace(imap: ImapFlow, folder: string, input: SaveInput, raw: Buffer) {
  const { id, version, base } = input;
  const before = living(await findVersions(imap, id, base));
  await refuseOthers(imap, before, input);
  const known = before.find((one) => one.version === version)?.uid;
  const own = known ?? (await append(imap, folder, raw, input));
  const after = await findVersions(imap, id, base);
  const rival = living(after).find((one) => one.uid < own && !isKnown(one, input));
  if (rival) {
    await removeVersions(imap, id, [own]);
    throw await changed(imap, rival);
  }
  const old = after.filter((one) => one.uid !== own && (one.isDoomed || isKnown(one, input)));
  await removeVersions(
    imap,
    id,
    old.map(({ uid }) => uid),
  );
  return own;
}

const isKnown = ({ version }: DraftVersion, input: SaveInput) =>
  version === input.version || version === input.base || input.tried.includes(version);

/** What somebody else put there is never removed, and what was removed does not come back under its name. */
async function refuseOthers(imap: ImapFlow, before: DraftVersion[], input: SaveInput) {
  const other = before.findLast((one) => !isKnown(one, input));
  if (other) throw await changed(imap, other);
  if (input.base !== null && !before.length)
    throw new Refusal('draft-gone', 'The draft is not in Drafts any more.');
}

async function changed(imap: ImapFlow, { uid }: DraftVersion) {
  return new Refusal('draft-changed', 'The draft was changed in another place.', {
    draft: await readStoredDraft(imap, uid),
  });
}

async function append(imap: ImapFlow, folder: string, raw: Buffer, input: SaveInput) {
  const date = new Date(input.changedAt);
  const appended = await imap.append(folder, raw, ['\\Draft', '\\Seen'], date);
  if (!appended) throw new Refusal('mail-server-refused', 'The mail server refused the draft.');
  if (appended.uid) return appended.uid;
  // Without UIDPLUS the server does not say where it put it.
  const found = await findVersions(imap, input.id);
  const own = found.find(({ version }) => version === input.version);
  if (!own) throw new Refusal('mail-server-refused', 'The mail server did not keep the draft.');
  return own.uid;
}

/** Files in the order in which the letter names them: pictures of the text stand first in the message. */
function inOrder(files: SavedDraft['files'], { attachments }: SaveInput): SavedDraft['files'] {
  const left = [...files];
  return attachments.flatMap((one) => {
    const contentId = one.kind === 'message' ? null : one.contentId;
    const place = left.findIndex((file) => file.contentId === contentId);
    return place < 0 ? [] : left.splice(place, 1);
  });
}
