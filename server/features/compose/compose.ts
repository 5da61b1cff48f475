import { Router } from 'express';
import { sendLetter } from '../../../shared/compose.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { OutboxItem } from '../../../shared/outbox.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { findOutbox, type OutboxLine } from '../../store/outbox.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';
import type { LetterCalendar, LetterInput } from './letter.ts';
import { sendLimits } from './limits.ts';
import { outbox } from './outbox.ts';
import { toItem } from './outbox-items.ts';
import { createPosting, type Posting } from './post.ts';
import { giveBack } from './take-back.ts';

/** A page waits this long for the mail server before it goes on without its answer, in milliseconds. */
const PATIENCE = 20_000;

/** Sending, and the letters that are on their way. */
export function compose(context: Context): Router {
  const limits = sendLimits();
  const post = createPosting(context, limits);
  const router = Router();
  router.post(
    sendLetter.path,
    handle(sendLetter, async ({ hold, at, ...letter }, request) => {
      const session = sessionOf(request);
      refuseNobody(letter);
      if (at !== null && !context.config.sendLater) {
        throw new Refusal('send-later-off', 'Letters cannot be sent later here.');
      }
      const posted = await post(session, letter, { hold, at });
      if (posted.waits === 'undo' && hold === 0) return carriedAtOnce(context, posted);
      context.postman.look();
      return toItem(posted);
    }),
  );
  router.use(outbox(context));
  return router;
}

/**
 * Sends a letter without second thoughts, with a calendar beside its text when it answers an
 * invitation. It goes the same way as every other: what the server does not take now is tried again.
 *
 * @throws Refusal: why nobody got it; `send-unknown` when that is not known.
 */
export async function sendNow(
  context: Context,
  session: SignedIn,
  letter: LetterInput,
  calendar?: LetterCalendar,
): Promise<OutboxItem> {
  const posting: Posting = { hold: 0, at: null, calendar };
  const item = await carriedAtOnce(context, await createPosting(context)(session, letter, posting));
  if (item.state !== 'unknown') return item;
  throw new Refusal('send-unknown', 'The server did not confirm the letter.');
}

/** What became of a letter that leaves while its writer waits. One that is refused is theirs again. */
async function carriedAtOnce(context: Context, { account, id }: OutboxLine): Promise<OutboxItem> {
  await context.postman.carry(account, id, PATIENCE);
  const entry = await findOutbox(context.store, account, id);
  if (!entry) throw new Refusal('not-found', 'There is no such letter.');
  if (entry.state !== 'failed' || !entry.trouble) return toItem(entry);
  await giveBack(context, entry);
  const { code, reason } = entry.trouble;
  throw new Refusal(code as ErrorCode, 'Nobody got the letter.', {
    reason,
    refused: entry.refused,
  });
}

function refuseNobody({ to, cc, bcc }: LetterInput) {
  if (to.length + cc.length + bcc.length > 0) return;
  throw new Refusal('recipient-refused', 'The letter has no recipient.', { refused: [] });
}
