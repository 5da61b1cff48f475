import type { ImapFlow } from 'imapflow';
import { enhanceCommandError } from 'imapflow/lib/tools.js';
import { Refusal } from '../../shared/refusal.ts';
import { toUidSet, type UidSet } from '../../shared/values.ts';
import { atom, runCommand } from './imap.ts';
import { toSequenceSets } from './ranges.ts';

/**
 * Deletes messages of the selected folder for good. imapflow's own command answers false whatever the reason;
 * this one throws the server's refusal.
 *
 * @throws Refusal `mail-server-refused` when the server has no UID EXPUNGE (RFC 4315) and others than these are
 *   marked as deleted: an EXPUNGE would take them too.
 */
export async function expunge(imap: ImapFlow, uids: UidSet): Promise<void> {
  const isByUid = imap.capabilities.has('UIDPLUS');
  for (const range of toSequenceSets(uids)) {
    if (!isByUid) await refuseOthers(imap, range);
    const set = { type: 'SEQUENCE', value: range };
    try {
      await runCommand(imap, 'UID STORE', [set, atom('+FLAGS.SILENT'), [atom('\\Deleted')]]);
      if (isByUid) await runCommand(imap, 'UID EXPUNGE', [set]);
      else await runCommand(imap, 'EXPUNGE', []);
    } catch (error) {
      throw await enhanceCommandError(error as Error);
    }
  }
}

async function refuseOthers(imap: ImapFlow, range: string) {
  const marked = (await imap.search({ deleted: true }, { uid: true })) || [];
  const own = new Set((await imap.search({ uid: range, deleted: true }, { uid: true })) || []);
  const others = toUidSet(marked.filter((uid) => !own.has(uid)));
  if (others.length)
    throw new Refusal('mail-server-refused', 'Other messages are marked as deleted.');
}
