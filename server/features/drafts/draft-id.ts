import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { DraftPlace } from '../../../shared/drafts.ts';

const OURS = /^<([^@<>\s]+)@[^<>\s]+>$/;

/**
 * The id of a letter in Drafts: its Message-ID has it when it is ours. For another program's it is made of
 * what names the message, so that every place that opens it means the same letter (RFC 9562 version 8).
 */
export function idOfDraft(messageId: string, { folder, uid, uidValidity }: DraftPlace): string {
  const [, own = ''] = OURS.exec(messageId.toLowerCase()) ?? [];
  if (z.uuid().safeParse(own).success) return own;
  const name = messageId || [folder, uidValidity, uid].join('\0');
  const hex = createHash('sha256').update(name).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
