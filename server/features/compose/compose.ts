import { Router } from 'express';
import { type SentLetter, sendLetter } from '../../../shared/compose.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import {
  findOutbox,
  insertOutbox,
  type OutboxState,
  updateOutboxState,
} from '../../store/outbox.ts';
import { collectPeople } from '../contacts/contacts.ts';
import { readFolders } from '../folders.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import { readAttached } from './attached.ts';
import { type BuiltLetter, buildLetter, type LetterCalendar, type LetterInput } from './letter.ts';

/**
 * Sending: the letter is recorded before it leaves, each step before the next, so that a question
 * asked twice is answered twice and the letter leaves once.
 */
export function compose(context: Context): Router {
  const router = Router();
  router.post(
    sendLetter.path,
    handle(sendLetter, async (letter, request) => {
      refuseNobody(letter);
      return sendNow(context, sessionOf(request), letter);
    }),
  );
  return router;
}

/** Sends a letter, with a calendar beside its text when it answers an invitation. */
export async function sendNow(
  context: Context,
  session: SignedIn,
  letter: LetterInput,
  calendar?: LetterCalendar,
): Promise<SentLetter> {
  const attached = await readAttached(context, session, letter.attachments);
  const built = await buildLetter(letter, messageIdOf(letter), new Date(), { attached, calendar });
  if (!(await record(context, session, letter, built))) {
    return answerAgain(context, session, letter.id);
  }
  const { refused } = await submit(context, session, letter.id, built);
  const savedIn = await fileCopy(context, session, letter, built);
  await markSource(context, session, letter);
  await collectPeople(context, session.account, [...letter.to, ...letter.cc, ...letter.bcc]);
  return { messageId: built.messageId, savedIn, refused };
}

function refuseNobody({ to, cc, bcc }: LetterInput) {
  if (to.length + cc.length + bcc.length > 0) return;
  throw new Refusal('recipient-refused', 'The letter has no recipient.', { refused: [] });
}

/** The letter's own id makes the Message-ID: a second request cannot make a second one (fault F-6). */
const messageIdOf = ({ id, from }: LetterInput) => `<${id}@${from.address.split('@').at(-1)}>`;

async function record(
  context: Context,
  { account }: SignedIn,
  letter: LetterInput,
  built: BuiltLetter,
) {
  const now = Date.now();
  const entry = {
    id: letter.id,
    account,
    state: 'sending' as const,
    messageId: built.messageId,
    envelope: built.envelope,
    raw: built.copy,
    error: null,
    createdAt: now,
    updatedAt: now,
  };
  if (await insertOutbox(context.store, entry)) return true;
  // A letter that was refused may be tried again, corrected, under its own id.
  return updateOutboxState(
    context.store,
    account,
    letter.id,
    { state: 'sending', updatedAt: now, raw: built.copy },
    { from: 'failed' },
  );
}

async function answerAgain(
  context: Context,
  { account }: SignedIn,
  id: string,
): Promise<SentLetter> {
  const entry = await findOutbox(context.store, account, id);
  if (!entry) throw new Refusal('not-found', 'There is no such letter.');
  if (entry.state === 'sent' || entry.state === 'filed') {
    return { messageId: entry.messageId, savedIn: null, refused: [] };
  }
  throw new Refusal('send-unknown', 'This letter is already on its way.', { state: entry.state });
}

async function submit(context: Context, session: SignedIn, id: string, built: BuiltLetter) {
  try {
    const submitted = await context.smtp.submit(session, built.envelope, built.outgoing);
    await step(context, session, id, 'sent');
    return submitted;
  } catch (error) {
    const unknown = error instanceof Refusal && error.code === 'send-unknown';
    await step(context, session, id, unknown ? 'unknown' : 'failed', error);
    throw error;
  }
}

/** The copy in Sent. The letter has left: a full mailbox here is told, never a reason to send again. */
async function fileCopy(
  context: Context,
  session: SignedIn,
  letter: LetterInput,
  built: BuiltLetter,
) {
  try {
    const sent = await context.mail.use(session, async (imap) => {
      const folder = (await readFolders(imap)).find(({ specialUse }) => specialUse === 'sent');
      if (folder) await imap.append(folder.path, built.copy, ['\\Seen']);
      return folder?.path ?? null;
    });
    if (sent) await step(context, session, letter.id, 'filed');
    return sent;
  } catch (error) {
    context.log.warn({ err: error }, 'a sent letter could not be filed');
    return null;
  }
}

/** A mark of convenience: the answered message may have been moved meanwhile. */
async function markSource(context: Context, session: SignedIn, { source }: LetterInput) {
  if (!source) return;
  const flag = source.act === 'reply' ? '\\Answered' : '$Forwarded';
  await context.mail
    .inFolder(session, source.folder, (imap) =>
      imap.messageFlagsAdd(String(source.uid), [flag], { uid: true }),
    )
    .catch(() => {});
}

async function step(
  context: Context,
  { account }: SignedIn,
  id: string,
  state: OutboxState,
  error?: unknown,
) {
  await updateOutboxState(context.store, account, id, {
    state,
    updatedAt: Date.now(),
    error: error instanceof Refusal ? error.code : null,
    ...(state === 'filed' && { raw: null }),
  });
}
