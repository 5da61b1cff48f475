import { splitCards } from '../../../shared/contacts/vcard-lines.ts';
import { readCard } from '../../../shared/contacts/vcard-read.ts';
import { LONGEST_PHOTO, type WholePerson } from '../../../shared/contacts.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { readTextPart } from '../../mail/part.ts';

/** Encoded bytes of a vCard that are read: a card with a picture is large, an address book larger. */
const MAX_BYTES = 1024 * 1024;
/** People of one file that are offered; the file itself can hold a whole address book. */
const MAX_CARDS = 20;
const READ = { repeatable: true };

/** The people in a vCard that came with a message. */
export async function readMessageCards(
  { mail }: Context,
  login: Login,
  { folder, uid, part }: { folder: string; uid: number; part: string },
) {
  const read = await mail.inFolder(
    login,
    folder,
    (imap) => readTextPart(imap, uid, part, MAX_BYTES),
    READ,
  );
  return readCards(read.text);
}

/** The people in a file of vCards (RFC 6350, and 2.1 and 3.0 before it), and how many there are. */
export function readCards(text: string): { cards: WholePerson[]; count: number } {
  const whole = splitCards(text).filter(({ isWhole }) => isWhole);
  const cards = whole
    .slice(0, MAX_CARDS)
    .map((one) => readCard(one.text))
    .filter((card) => card !== null)
    .map((card) => ((card.photo?.length ?? 0) > LONGEST_PHOTO ? { ...card, photo: null } : card));
  return { cards, count: whole.length - Math.min(whole.length, MAX_CARDS) + cards.length };
}
