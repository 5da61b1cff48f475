import type { FetchMessageObject, ImapFlow, MessageEnvelopeObject } from 'imapflow';
import { decodeCharset } from './text.ts';

const BROKEN = '\uFFFD';

/**
 * Subjects and senders written in raw 8-bit bytes, against the rules and not rare in old mail. In an
 * ENVELOPE they arrive broken when they are not UTF-8: for these messages the header itself is read.
 * Changes the envelopes in place.
 */
export async function mendEnvelopes(imap: ImapFlow, fetched: FetchMessageObject[]): Promise<void> {
  const broken = fetched.filter(({ envelope }) => envelope && isBroken(envelope));
  if (!broken.length) return;
  const range = broken.map(({ uid }) => uid).join(',');
  const query = { uid: true, headers: ['subject', 'from'] };
  const headers = new Map<number, Buffer | undefined>();
  for (const one of await imap.fetchAll(range, query, { uid: true }))
    headers.set(one.uid, one.headers);
  for (const { uid, envelope } of broken) await mend(envelope!, headers.get(uid));
}

const isBroken = ({ subject, from }: MessageEnvelopeObject) =>
  subject?.includes(BROKEN) || from?.some(({ name }) => name?.includes(BROKEN));

async function mend(envelope: MessageEnvelopeObject, raw: Buffer | undefined) {
  const subject = await fieldOf(raw, 'subject');
  if (subject && envelope.subject?.includes(BROKEN)) envelope.subject = subject;
  const from = await fieldOf(raw, 'from');
  const [, name] = /^"?([^"<]{1,500}?)"?\s*<[^<>]*>$/.exec(from) ?? [];
  const [sender] = envelope.from ?? [];
  if (name && sender?.name?.includes(BROKEN)) sender.name = name;
}

/** A header field on one line, in the charset that its bytes are; '' when it is not there. */
async function fieldOf(raw: Buffer | undefined, name: string): Promise<string> {
  const text = (raw?.toString('latin1') ?? '').replace(/\r?\n[ \t]+/g, ' ');
  const [, value = ''] = new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(text) ?? [];
  return (await decodeCharset(Buffer.from(value, 'latin1'), '')).trim();
}
