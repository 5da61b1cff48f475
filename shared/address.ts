/**
 * An address as RCPT TO and the header fields write it: the domain in lower case, and in A-labels
 * (RFC 5890) where the part before it is ASCII. One in other letters needs SMTPUTF8 anyway and keeps its
 * domain (RFC 6531). null = no server could be asked for this domain.
 */
export function wireAddress(address: string): string | null {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at).toLowerCase();
  if (ASCII.test(domain)) return address.slice(0, at) + domain;
  const ascii = asciiDomain(domain);
  if (!ascii) return null;
  return address.slice(0, at) + (ASCII.test(address.slice(0, at)) ? ascii : domain);
}

/** True when only a server with SMTPUTF8 takes it (RFC 6531). */
export const needsUtf8 = (address: string): boolean => !ASCII.test(address);

/** What two spellings of one mailbox have in common: nobody tells Ana@ from ana@. */
export const sameAddress = (a: string, b: string): boolean => keyOf(a) === keyOf(b);

/** An address as a key: on the wire, in lower case. */
export const keyOf = (address: string): string => (wireAddress(address) ?? address).toLowerCase();

/** What follows the last `@`, in lower case. */
export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** `ana+lists@…` is `ana@…`, with the part after the sign left out. */
export function withoutDetail(address: string): string {
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}

const ASCII = /^\p{ASCII}*$/u;
const NUMBERS = /^[\d.]*$/;

/** UTS 46, as browsers and Node do it; what they make an IP address of was no domain. */
function asciiDomain(domain: string): string | null {
  const url = `http://${domain}`;
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return host && !NUMBERS.test(host) ? host : null;
}
