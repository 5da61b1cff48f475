import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { fetchStructure, readTexts } from '../../mail/message.ts';
import { numberParts } from '../../mail/part-numbers.ts';
import { type Lend, readStored } from '../../mail/part-stream.ts';
import { readContents } from '../../mail/structure.ts';
import type { Text } from './own-text.ts';
import type { Known } from './places.ts';

/** A text beyond this is not compared. Encoded bytes. */
const MOST_TEXT = 300_000;

/** Borrows connections on which the message's folder is selected, as long as its UIDs mean the same. */
export function lendFor(
  { mail }: Context,
  login: Login,
  { folder, uidValidity }: Pick<Known, 'folder' | 'uidValidity'>,
): Lend {
  return (act) =>
    mail.inFolder(
      login,
      folder,
      (imap, mailbox) => {
        if (String(mailbox.uidValidity) === uidValidity) return act(imap);
        throw new Refusal('mailbox-changed', 'The server has renumbered this folder.');
      },
      { repeatable: true },
    );
}

/** SHA-256 of the body as it is stored, a piece at a time in memory: the header is left out, to which servers add. */
export async function digestBody(context: Context, login: Login, one: Known): Promise<string> {
  const hash = createHash('sha256');
  const place = { uid: one.uid, section: 'TEXT' };
  for await (const piece of readStored(lendFor(context, login, one), place)) hash.update(piece);
  return hash.digest('hex');
}

/** The texts of a message as they are shown, and the plain alternative; null when it holds more than short texts. */
export async function readWords(
  context: Context,
  login: Login,
  one: Known,
): Promise<{ shown: Text[]; plain: Text[]; hasFiles: boolean } | null> {
  return lendFor(context, login, one)((imap) => wordsOf(imap, one.uid));
}

async function wordsOf(imap: ImapFlow, uid: number) {
  const contents = readContents(numberParts(await fetchStructure(imap, uid)));
  const { texts, plain, attachments } = contents;
  const wanted = plain ? [...texts, plain] : texts;
  if (wanted.some(({ size }) => size > MOST_TEXT)) return null;
  const read = await readTexts(imap, uid, wanted);
  const toText = ({ part, type }: (typeof wanted)[number]): Text => ({
    type,
    content: read.get(part) ?? '',
  });
  return {
    shown: texts.map(toText),
    plain: plain ? [toText(plain)] : [],
    hasFiles: attachments.length > 0,
  };
}
