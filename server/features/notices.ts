import MailComposer from 'nodemailer/lib/mail-composer';
import { preferences } from '../../shared/preferences.ts';
import type { Context } from '../context.ts';
import { readPreferences } from '../store/preferences.ts';
import type { SignedIn } from './session/session.ts';

/** A letter of the house, in every language it speaks. */
export type Notice = Record<'en' | 'fr', { subject: string; text: string }>;

/**
 * Tells the person by mail what was done with their account (security S-11). The letter is laid into the
 * Inbox, not sent: neither a filter nor a forwarding that an intruder made keeps it away.
 *
 * @throws Refusal when the mailbox does not take it: the caller decides whether the act stands without.
 */
export async function tell(context: Context, session: SignedIn, notice: Notice): Promise<void> {
  const { subject, text } = notice[await languageOf(context, session)];
  const { hostname } = new URL(context.config.publicUrl);
  const letter = new MailComposer({
    from: { name: hostname, address: session.account },
    to: session.account,
    subject,
    text,
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const bytes = await letter.compile().build();
  await context.mail.use(session, (imap) => imap.append('INBOX', bytes, [], new Date()));
}

/** Tells the person where the act stands even when the mailbox does not take the letter. */
export async function announce(context: Context, session: SignedIn, notice: Notice): Promise<void> {
  try {
    await tell(context, session, notice);
  } catch (error) {
    context.log.warn({ err: error }, 'a notice was not laid into the Inbox');
  }
}

/** The language that was chosen, else the first of the browser's that we speak. */
export async function languageOf(
  context: Context,
  { account, languages = '' }: Pick<SignedIn, 'account' | 'languages'>,
): Promise<keyof Notice> {
  const kept = preferences.parse(await readPreferences(context.store, account));
  const known = languages.split(',').map((tag) => tag.trim().slice(0, 2).toLowerCase());
  return [kept.language ?? '', ...known].find(isKnown) ?? 'en';
}

const isKnown = (language: string): language is keyof Notice =>
  language === 'en' || language === 'fr';
