import type { ImapFlow, MessageStructureObject } from 'imapflow';
import { Refusal } from '../../shared/refusal.ts';
import { fetchStructure } from './message.ts';
import { decodeCharset, decodeTransfer } from './text.ts';

/** A part that is read by the bridge itself. */
export interface ReadPart {
  type: string;
  parameters: Record<string, string>;
  text: string;
  /** True when only the first bytes were read. */
  isCut: boolean;
}

/**
 * The text of one part, read with a byte limit: never the whole message.
 *
 * @param maxBytes encoded bytes.
 * @throws Refusal `message-gone`, `not-found`.
 */
export async function readTextPart(
  imap: ImapFlow,
  uid: number,
  part: string,
  maxBytes: number,
): Promise<ReadPart> {
  const node = findLeaf(await fetchStructure(imap, uid), part);
  if (!node) throw new Refusal('not-found', 'The message has no such part.');
  const bodyParts = [{ key: part, start: 0, maxLength: maxBytes }];
  const fetched = await imap.fetchOne(String(uid), { uid: true, bodyParts }, { uid: true });
  const found = fetched ? fetched.bodyParts?.get(part.toLowerCase()) : undefined;
  const bytes = found ?? Buffer.alloc(0);
  const decoded = decodeTransfer(bytes, (node.encoding ?? '7bit').toLowerCase());
  return {
    type: node.type,
    parameters: node.parameters ?? {},
    text: await decodeCharset(decoded, node.parameters?.charset ?? ''),
    isCut: (node.size ?? 0) > maxBytes,
  };
}

function findLeaf(
  node: MessageStructureObject | undefined,
  part: string,
): MessageStructureObject | undefined {
  if (!node) return undefined;
  if ((node.part ?? '1') === part && !node.childNodes?.length) return node;
  for (const child of node.childNodes ?? []) {
    const found = findLeaf(child, part);
    if (found) return found;
  }
  return undefined;
}
