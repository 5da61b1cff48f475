import addressparser from 'nodemailer/lib/addressparser';
import type { Address } from '../../shared/messages.ts';
import { oneLine } from './rows.ts';

/** Addresses of a header field that IMAP's ENVELOPE does not hold (RFC 5322 section 3.4). */
export function readAddressList(value: string): Address[] {
  return addressparser(value.slice(0, 2000), { flatten: true })
    .map(({ name, address }) => ({ name: oneLine(name), address: oneLine(address) }))
    .filter(({ address }) => /^[^\s"(),:;<>@[\\\]]+@[^\s"(),:;<>@[\\\]]+$/.test(address));
}
