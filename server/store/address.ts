/** An address that cannot be stored; the message is one sentence that names it. */
export class InvalidAddress extends Error {}

/**
 * The lower-cased form of an address that lives here: a mailbox or an alias. Narrower than RFC 5321:
 * no quotes, no spaces, and none of `+ / % !`, which mean detail, path and routing to mail servers.
 *
 * @throws InvalidAddress
 */
export function localAddress(text: string): string {
  return checked(text, LOCAL_PART);
}

/**
 * The lower-cased form of any address mail can be sent on to: a dot-atom of RFC 5322 in ASCII.
 *
 * @throws InvalidAddress
 */
export function destinationAddress(text: string): string {
  return checked(text, DOT_ATOM);
}

/**
 * The lower-cased form of a domain name; an internationalised one is written as A-labels (`xn--…`).
 *
 * @throws InvalidAddress
 */
export function domainName(text: string): string {
  const name = text.toLowerCase();
  if (name.length > 253 || !DOMAIN.test(name)) {
    throw new InvalidAddress(`${JSON.stringify(text)} is not a domain name.`);
  }
  return name;
}

/** What follows the last `@`. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

const LOCAL_PART = /^[a-z0-9_'&=~-]+(?:\.[a-z0-9_'&=~-]+)*$/;
const DOT_ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/;

function checked(text: string, localPart: RegExp): string {
  const address = text.toLowerCase();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (at < 1 || local.length > 64 || !localPart.test(local)) {
    throw new InvalidAddress(`${JSON.stringify(text)} is not an address that can be used here.`);
  }
  domainName(address.slice(at + 1));
  return address;
}
