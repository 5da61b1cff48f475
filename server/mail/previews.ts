import type { ImapFlow } from 'imapflow';
import { toUidSet } from '../../shared/values.ts';
import { fetchWhole } from './fetch.ts';
import { fetchPreviews } from './imap.ts';
import { toSequenceSet } from './ranges.ts';
import { firstWords } from './rows.ts';
import { readContents, type TextPart } from './structure.ts';
import { decodeCharset, decodeTransfer } from './text.ts';

/** Characters of a preview, and encoded bytes read to find them where the server makes none. */
const LENGTH = 200;
const BYTES = 4096;

/**
 * First words of messages of the selected folder: the server's own (RFC 8970) or, where it has none,
 * from the first bytes of the text. A message without text gets ''.
 */
export async function readPreviewTexts(
  imap: ImapFlow,
  uids: number[],
): Promise<Map<number, string>> {
  const range = toSequenceSet(toUidSet(uids));
  const previews = imap.capabilities.has('PREVIEW')
    ? await fetchPreviews(imap, range, false)
    : await makePreviews(imap, range);
  return new Map(uids.map((uid) => [uid, firstWords(previews.get(uid) ?? '')]));
}

async function makePreviews(imap: ImapFlow, range: string): Promise<Map<number, string>> {
  const previews = new Map<number, string>();
  const structures = await fetchWhole(
    imap,
    range,
    { uid: true, bodyStructure: true },
    { uid: true },
  );
  for (const { uid, bodyStructure } of structures) {
    const { texts, plain } = readContents(bodyStructure);
    const part = plain ?? texts[0];
    if (part) previews.set(uid, await beginning(imap, uid, part));
  }
  return previews;
}

async function beginning(imap: ImapFlow, uid: number, part: TextPart): Promise<string> {
  const bodyParts = [{ key: part.part, start: 0, maxLength: BYTES }];
  const fetched = await imap.fetchOne(String(uid), { uid: true, bodyParts }, { uid: true });
  const bytes = fetched ? fetched.bodyParts?.get(part.part.toLowerCase()) : undefined;
  if (!bytes) return '';
  const text = await decodeCharset(decodeTransfer(bytes, part.encoding), part.charset);
  return (part.type === 'text/html' ? withoutMarkup(text) : text)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LENGTH);
}

/** Good enough for words that end in a text node: nothing here is ever parsed as HTML again. */
function withoutMarkup(html: string): string {
  return html
    .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&amp;/gi, '&')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"');
}
