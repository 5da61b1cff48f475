import { withoutTracking } from './tracking.ts';

const MAILTO_FIELDS = ['to', 'cc', 'bcc', 'subject', 'body', 'in-reply-to'];

/** A link's address as the browser reads it, or null: web, mail and telephone only (S-17). */
export function safeLink(text: string): string | null {
  const url = readUrl(text);
  if (!url) return null;
  if (url.protocol === 'mailto:') {
    // No `attach`: nothing of this device goes along unseen (S-50).
    const fields = url.search.slice(1).split('&');
    url.search = fields
      .filter((field) => MAILTO_FIELDS.includes(field.split('=')[0]?.toLowerCase() ?? ''))
      .join('&');
  }
  if (/^https?:$/.test(url.protocol)) return withoutTracking(url);
  return /^(mailto|tel):$/.test(url.protocol) ? url.href : null;
}

/** Without a base: an address that needs one would lead to ourselves. */
function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Names where a link leads, when its own words name another place. The frame's styles show it. */
export const TRUE_HOST = 'data-true-host';

/** Opens elsewhere, and knows nothing of us. Answers whether its words name another host. */
export function guardLink(link: Element): boolean {
  link.removeAttribute(TRUE_HOST);
  const href = link.getAttribute('href');
  if (href === null) return false;
  link.setAttribute('target', '_blank');
  link.setAttribute('rel', 'noopener noreferrer');
  link.setAttribute('referrerpolicy', 'no-referrer');
  const host = misnamedHost(href, link.textContent ?? '');
  if (host) link.setAttribute(TRUE_HOST, host);
  return host !== null;
}

/** Longer words are a text, and name a host in passing. */
const LONGEST_NAME = 300;
const NAMED =
  /^[\s<([“"«»›→]*(?:(?:https?:\/\/)([^\s/?#]+)|((?:[\p{L}\p{N}-]{1,63}\.)+\p{L}[\p{L}\p{N}-]{1,62})(?=$|[\s/?#:>)\]”"»]))/iu;
const ADDRESS = /^\s*<?[^\s@<>]{1,64}@([^\s@<>]{1,255}?)>?\s*$/u;
/** "Node.js" and "report.pdf" are no hosts. */
const FILE_END =
  /\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|txt|csv|zip|png|jpe?g|gif|webp|svg|html?|php|aspx?|js|ts|css|json|xml|md|py|rb|sh|exe|mp[34]|ics|eml)$/i;

/** The host that a link leads to, when what is written names another one; else null. */
function misnamedHost(href: string, words: string): string | null {
  if (words.length > LONGEST_NAME) return null;
  const url = new URL(href);
  if (url.protocol === 'mailto:') {
    const named = hostOf(ADDRESS.exec(words)?.[1]);
    const true_ = hostOf(ADDRESS.exec(decodeSafely(url.pathname))?.[1]);
    return named && true_ && named !== true_ ? true_ : null;
  }
  if (!/^https?:$/.test(url.protocol)) return null;
  // "https://bank.example@evil.example/" leads to the second of them.
  if (/[.]/.test(decodeSafely(url.username))) return url.hostname;
  const [, written, bare] = NAMED.exec(words) ?? [];
  const named = hostOf(written ?? (bare && !FILE_END.test(bare) ? bare : undefined));
  if (!named || isSameSite(named, url.hostname)) return null;
  return url.hostname;
}

/** As the browser would read it: in lower case, IDN in punycode, without port and user. */
function hostOf(text: string | undefined): string | null {
  if (!text) return null;
  const url = readUrl(`https://${text.replace(/[.,;:!]+$/, '')}`);
  return url?.hostname.replace(/^www\./, '') ?? null;
}

function isSameSite(named: string, host: string): boolean {
  const to = host.replace(/^www\./, '');
  return to === named || to.endsWith(`.${named}`) || named.endsWith(`.${to}`);
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
