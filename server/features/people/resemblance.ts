import { getDomain } from 'tldts';
import { domainOf } from '../../../shared/address.ts';
import { readForeignDomain } from '../../mail/look-alike.ts';

/** Where most people of the world and of France have their mail: what a slip of the finger meant. */
const PROVIDERS =
  'gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr ymail.com mail.com email.com icloud.com me.com mac.com proton.me protonmail.com pm.me gmx.com gmx.fr gmx.net gmx.de web.de t-online.de free.fr orange.fr wanadoo.fr sfr.fr laposte.net bbox.fr neuf.fr aol.com fastmail.com zoho.com posteo.net posteo.de mailbox.org tutanota.com tuta.io tuta.com riseup.net disroot.org ik.me bluewin.ch skynet.be telenet.be videotron.ca'.split(
    ' ',
  );

/** Shorter domains are all alike. */
const SHORTEST = 6;

/**
 * The known domain that a new one may have been meant to be, or may pretend to be; '' for none. Domains of
 * one owner are never taken for each other.
 */
export function resembledDomain(address: string, known: Iterable<string>): string {
  const domain = domainOf(address);
  const mine = registered(domain);
  const all = new Set([...PROVIDERS, ...[...known].map(registered)]);
  if (all.has(mine)) return '';
  const shape = readForeignDomain(address)?.resembles ?? '';
  if (shape && all.has(registered(shape))) return registered(shape);
  if (mine.length < SHORTEST) return '';
  return [...all].find((one) => one.length >= SHORTEST && isOneSlip(mine, one)) ?? '';
}

const registered = (domain: string) => getDomain(domain) ?? domain;

/** One letter too many, too few, another one, or two that changed places. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA === `${restB[1]}${restB[0]}`;
}
