import type { Address } from '../../../shared/messages.ts';

// Marks that turn text around or hide it: names with them pretend to be others (security S-49).
// Emoji need two of them, the joiner and the selector of their look.
const HIDDEN = /(?![\u200d\ufe0f])[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const BLANK = /[\s\p{Cc}]+/gu;

const visible = (name: string) => name.replace(HIDDEN, '').replace(BLANK, ' ').trim();

/** What people call the one behind an address: the name, else the part before the @. */
export function nameOf({ name, address }: Address): string {
  return visible(name) || address.split('@')[0] || address;
}

/** A few names in one line. */
export const namesOf = (people: Address[]): string => people.map(nameOf).join(', ');

/** Names and addresses in one line, as a header field writes them. */
export const mailboxesOf = (people: Address[]): string =>
  people
    .map((one) => (visible(one.name) ? `${visible(one.name)} <${addressOf(one)}>` : addressOf(one)))
    .join(', ');

/** A name that holds another address or another domain than its own is no name (security S-49). */
export function isMisleading({ name, address }: Address): boolean {
  // Wide and small forms of @ and . look the same.
  const shown = visible(name)
    .normalize('NFKC')
    .replace(/\u200d/g, '')
    .toLowerCase();
  const own = address.toLowerCase();
  const ownDomain = own.slice(own.lastIndexOf('@') + 1);
  const addresses = shown.match(/[^\s<>"'(),;:@]+@[^\s<>"'(),;:@]+/g) ?? [];
  if (addresses.some((one) => one !== own)) return true;
  if (shown.includes('@') && !addresses.length) return true;
  const domains = addresses.length ? [] : (shown.match(DOMAIN) ?? []).filter(isRegistered);
  return domains.some((domain) => !isWithin(ownDomain, domain) && !isWithin(domain, ownDomain));
}

const isWithin = (inner: string, outer: string) => inner === outer || inner.endsWith(`.${outer}`);

const DOMAIN = /(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]{2,}\.)+\p{L}{2,}(?![\p{L}\p{N}-])/gu;
const GENERIC =
  'com net org edu gov mil int info biz name pro app dev shop online site xyz top club bank'.split(
    ' ',
  );
const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** "paypal.com" is a place, "Dr.Martin" and "Node.js" are not. */
function isRegistered(domain: string): boolean {
  const top = domain.slice(domain.lastIndexOf('.') + 1);
  const isCountry = /^[a-z]{2}$/.test(top) && regions.of(top.toUpperCase()) !== undefined;
  return isCountry || top === 'uk' || top === 'eu' || GENERIC.includes(top);
}

/**
 * An address as it may be shown: a domain that mixes scripts, or that is written in letters that look
 * like Latin ones, stands in its ASCII form (security S-49).
 */
export function addressOf({ address }: Pick<Address, 'address'>): string {
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at);
  return isPlainlyWritten(domain) ? address : address.slice(0, at) + toAscii(domain);
}

const ASCII = /^\p{ASCII}*$/u;
// Scripts that are written together; digits and hyphens belong to all.
const SCRIPTS = [
  /^[\p{Script=Latin}\p{Script=Common}]*$/u,
  /^[\p{Script=Cyrillic}\p{Script=Common}]*$/u,
  /^[\p{Script=Greek}\p{Script=Common}]*$/u,
  /^[\p{Script=Arabic}\p{Script=Common}]*$/u,
  /^[\p{Script=Hebrew}\p{Script=Common}]*$/u,
  /^[\p{Script=Thai}\p{Script=Common}]*$/u,
  /^[\p{Script=Devanagari}\p{Script=Common}]*$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Common}ー]*$/u,
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Common}]*$/u,
];
const LIKE_LATIN = /^[асԁеһіјӏорԛѕԝхуъьпгαινουρτ0-9-]*$/u;

function isPlainlyWritten(domain: string): boolean {
  if (ASCII.test(domain)) return true;
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  return labels.every(
    (label) =>
      SCRIPTS.some((script) => script.test(label)) &&
      label.search(HIDDEN) < 0 &&
      (ASCII.test(label) || !ASCII.test(top) || !LIKE_LATIN.test(label)),
  );
}

function toAscii(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain.replace(/\P{ASCII}/gu, '\ufffd');
  }
}
