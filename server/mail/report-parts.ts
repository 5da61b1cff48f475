import type { ImapFlow, MessageStructureObject } from 'imapflow';
import { readHeaderFields } from './header-fields.ts';
import { fetchStructure } from './message.ts';
import { decodeTransfer } from './text.ts';

/** Header fields by lower-case name. */
export type Fields = Map<string, string[]>;

/** Encoded bytes that are read of the machine's part, and of the header it returns. */
const MAX_REPORT = 128 * 1024;
const MAX_HEADER = 64 * 1024;
const MAX_GROUPS = 200;

/** A multipart/report (RFC 6522): what a machine tells machines, and whose message it is about. */
export interface ReportParts {
  /** Groups of fields, separated by empty lines. */
  groups: Fields[];
  /** How many groups there are. */
  count: number;
  /** The header of the message that is reported on; null when it is not returned. */
  original: Fields | null;
}

/**
 * Reads the parts of a report with byte limits, never the message that it returns.
 *
 * @param types of the machine's part, lower case.
 * @throws Refusal `message-gone`.
 */
export async function readReportParts(
  imap: ImapFlow,
  uid: number,
  types: string[],
): Promise<ReportParts> {
  const structure = await fetchStructure(imap, uid);
  const children = structure?.childNodes ?? [];
  const report = children.find(({ type }) => types.includes(type));
  const returned = children.find(({ type }) => RETURNED.has(type));
  const wanted = [
    ...(report ? [{ key: keyOf(report), start: 0, maxLength: MAX_REPORT }] : []),
    ...(returned ? [{ key: keyOf(returned), start: 0, maxLength: MAX_HEADER }] : []),
  ];
  if (!wanted.length) return { groups: [], count: 0, original: null };
  const fetched = await imap.fetchOne(String(uid), { uid: true, bodyParts: wanted }, { uid: true });
  const bytesOf = (node: MessageStructureObject | undefined) => {
    const bytes = node && fetched ? fetched.bodyParts?.get(keyOf(node).toLowerCase()) : undefined;
    return bytes && decodeTransfer(bytes, (node?.encoding ?? '7bit').toLowerCase());
  };
  const texts = (bytesOf(report)?.toString('utf8') ?? '')
    .split(/(?:\r?\n[ \t]*){2,}/)
    .filter((text) => text.includes(':'));
  const header = bytesOf(returned);
  return {
    groups: texts.slice(0, MAX_GROUPS).map((text) => readHeaderFields(Buffer.from(text))),
    count: texts.length,
    original: header ? readHeaderFields(upToBody(header)) : null,
  };
}

const RETURNED = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global-headers',
]);

/** A whole message that was returned is asked for its header alone. */
function keyOf(node: MessageStructureObject): string {
  const part = node.part ?? '1';
  return node.type === 'message/rfc822' && node.childNodes?.length ? `${part}.HEADER` : part;
}

function upToBody(bytes: Buffer): Buffer {
  const end = /\r?\n\r?\n/.exec(bytes.toString('latin1'));
  return end ? bytes.subarray(0, end.index) : bytes;
}
