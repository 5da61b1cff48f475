import type { ImapFlow } from 'imapflow';
import type { Original } from '../../../shared/reports.ts';
import type { Context } from '../../context.ts';
import { readAddressList } from '../../mail/address-list.ts';
import { decodeWords } from '../../mail/encoded-words.ts';
import { plain } from '../../mail/plain.ts';
import type { Fields } from '../../mail/report-parts.ts';
import { folderFor } from '../folders.ts';
import type { SignedIn } from '../session/session.ts';

const MAX_TO = 10;

/** The message that a report is about: what its returned header says, and where it is in Sent. */
export async function findOriginal(
  context: Context,
  session: SignedIn,
  header: Fields,
): Promise<Original | null> {
  const read = (name: string) => header.get(name)?.[0] ?? '';
  const id = /<[^<>\s"\\]{1,900}>/.exec(read('message-id'))?.[0] ?? '';
  const found = {
    subject: plain(decodeWords(read('subject')), 500),
    to: readAddressList(read('to'))
      .slice(0, MAX_TO)
      .map(({ address }) => address),
    place: id ? await findInSent(context, session, id) : null,
  };
  return found.subject || found.to.length || found.place ? found : null;
}

async function findInSent({ mail }: Context, session: SignedIn, id: string) {
  const folder = await mail.use(session, (imap) => folderFor(imap, 'sent'), { repeatable: true });
  if (!folder) return null;
  return mail.inFolder(
    session,
    folder,
    async (imap: ImapFlow) => {
      const found = await imap.search({ header: { 'message-id': id } }, { uid: true });
      const uid = (found || []).at(-1);
      return uid ? { folder, uid } : null;
    },
    { repeatable: true },
  );
}
