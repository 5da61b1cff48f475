import type { ImapFlow } from 'imapflow';
import { parseCopyUid } from 'imapflow/lib/commands/copyuid-parser.js';
import { encodePath, enhanceCommandError, normalizePath } from 'imapflow/lib/tools.js';
import { atom, runCommand } from './imap.ts';

/** Where messages are after they were copied or moved. */
export interface Transferred {
  /** UIDVALIDITY of the destination, and each message's UID before and after: null without UIDPLUS. */
  places: { uidValidity: string; uids: Map<number, number> } | null;
}

type Parsed = Parameters<typeof parseCopyUid>[0];

interface CopyUid {
  path: string;
  destination: string;
  uidValidity?: bigint;
  uidMap?: Map<number, number>;
}

/**
 * COPY or MOVE (RFC 6851) of a UID sequence set out of the selected folder. imapflow's own commands
 * answer false whatever the reason; this one throws the server's refusal, so that a full mailbox is
 * called a full mailbox.
 */
export async function transfer(
  imap: ImapFlow,
  verb: 'COPY' | 'MOVE',
  range: string,
  destination: string,
): Promise<Transferred> {
  if (verb === 'MOVE' && !imap.capabilities.has('MOVE'))
    return moveByHand(imap, range, destination);
  const path = normalizePath(imap, destination);
  const map: CopyUid = { path: '', destination: path };
  const words = [{ type: 'SEQUENCE', value: range }, atom(encodePath(imap, path))];
  try {
    const tagged = await runCommand(imap, `UID ${verb}`, words, {
      OK: async (untagged) => parseCopyUid(untagged as Parsed, map),
    });
    parseCopyUid(tagged as Parsed, map);
  } catch (error) {
    throw await enhanceCommandError(error as Error);
  }
  return toPlaces(map);
}

/** Servers without MOVE: a copy, and then the originals go. A refused copy leaves them where they are. */
async function moveByHand(imap: ImapFlow, range: string, destination: string) {
  const copied = await transfer(imap, 'COPY', range, destination);
  await imap.messageDelete(range, { uid: true });
  return copied;
}

const toPlaces = ({ uidValidity, uidMap }: Pick<CopyUid, 'uidValidity' | 'uidMap'>) => ({
  places: uidMap?.size ? { uidValidity: String(uidValidity), uids: uidMap } : null,
});
