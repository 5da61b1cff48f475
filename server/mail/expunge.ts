import type { ImapFlow } from 'imapflow';
import { enhanceCommandError } from 'imapflow/lib/tools.js';
import { toUidSet, type UidSet } from '../../shared/values.ts';
import { atom, runCommand } from './imap.ts';
import { toSequenceSets } from './ranges.ts';

/**
 * Deletes messages of the selected folder for good. imapflow's own command answers false whatever the reason;
 * this one throws the server's refusal. Where the server has no UID EXPUNGE (RFC 4315), which takes these only, the mark
 * is taken from all others for the moment: cut off there, a message is not marked any more, and none is lost.
 */
export async function expunge(imap: ImapFlow, uids: UidSet): Promise<void> {
  for (const range of toSequenceSets(uids)) {
    if (imap.capabilities.has('UIDPLUS')) {
      await store(imap, '+FLAGS.SILENT', range);
      await run(imap, 'UID EXPUNGE', [sequence(range)]);
      continue;
    }
    const others = await markedBeside(imap, range);
    for (const other of others) await store(imap, '-FLAGS.SILENT', other);
    await store(imap, '+FLAGS.SILENT', range);
    await run(imap, 'EXPUNGE', []);
    for (const other of others) await store(imap, '+FLAGS.SILENT', other);
  }
}

async function markedBeside(imap: ImapFlow, range: string): Promise<string[]> {
  const own = new Set((await imap.search({ uid: range }, { uid: true })) || []);
  const marked = (await imap.search({ deleted: true }, { uid: true })) || [];
  return toSequenceSets(toUidSet(marked.filter((uid) => !own.has(uid))));
}

const sequence = (value: string) => ({ type: 'SEQUENCE', value });

const store = (imap: ImapFlow, how: string, range: string) =>
  run(imap, 'UID STORE', [sequence(range), atom(how), [atom('\\Deleted')]]);

async function run(imap: ImapFlow, command: string, words: unknown[]) {
  try {
    await runCommand(imap, command, words);
  } catch (error) {
    throw await enhanceCommandError(error as Error);
  }
}
