import { addrSpec } from '../../../shared/compose.ts';

/** An address or `@domain` in one spelling; a bare domain is one, too. null = neither. */
export function readSender(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (addrSpec.safeParse(text).success) return text;
  const domain = text.startsWith('@') ? text.slice(1) : text;
  const isDomain = domain.includes('.') && addrSpec.safeParse(`x@${domain}`).success;
  return isDomain ? `@${domain}` : null;
}
