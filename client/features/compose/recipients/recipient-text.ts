import { wireAddress } from '../../../../shared/address.ts';
import type { Recipient } from '../../../../shared/compose.ts';
import type { Translate } from '../../../i18n/i18n.tsx';
import { addressOf, isMisleading } from '../../messages/people.ts';
import { isComplete } from './recipients.ts';

const SPECIAL = /[()<>[\]:;@\\,."]/;

/** A recipient as `readRecipients` reads it back, for the clipboard and to be changed. */
export function writeRecipient({ name, address }: Recipient): string {
  if (!name) return address;
  const quoted = SPECIAL.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name;
  return `${quoted} <${address}>`;
}

/** What the server will get where it is not what was typed: the domain in A-labels (security S-29). */
export function sentAs({ address }: Recipient): string | null {
  const wire = isComplete({ name: '', address }) ? wireAddress(address) : null;
  return wire !== null && wire !== address ? wire : null;
}

/** Why the letter cannot go to this one, or should be looked at twice (security S-49); null for no reason. */
export function doubtAbout(
  one: Recipient,
  t: Translate,
): { look: 'wrong' | 'doubtful'; sentence: string } | null {
  const { address } = one;
  if (!isComplete(one)) return { look: 'wrong', sentence: t('recipient-invalid', { address }) };
  const ascii = addressOf(one);
  if (ascii !== address)
    return {
      look: 'doubtful',
      sentence: t('recipient-mixed', { address, ascii: ascii.slice(ascii.lastIndexOf('@') + 1) }),
    };
  if (isMisleading(one))
    return { look: 'doubtful', sentence: t('recipient-name', { name: one.name, address }) };
  return null;
}
