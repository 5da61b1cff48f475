import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { needsUtf8 } from '../../shared/address.ts';
import { Refusal } from '../../shared/refusal.ts';

/**
 * Addresses in other letters than ASCII ask for SMTPUTF8 (RFC 6531). A server without it would get bytes
 * that mean nothing there: nobody is asked, and it is said which addresses they are.
 *
 * @throws Refusal `address-unsupported`.
 */
export function refuseUtf8(connection: SMTPConnection, addresses: string[]) {
  const { _supportedExtensions: extensions } = connection as unknown as {
    _supportedExtensions: string[];
  };
  const refused = addresses.filter(needsUtf8);
  if (!refused.length || extensions.includes('SMTPUTF8')) return;
  throw new Refusal('address-unsupported', 'The mail server takes ASCII addresses only.', {
    refused: refused.map((address) => ({ address, reason: '' })),
  });
}
