import type { WayOut } from '../../shared/says.ts';
import { type Authentication, isSigned } from './authentication.ts';

const MAX_WAYS = 10;
const MAX_LENGTH = 2000;
const FIELDS = ['list-unsubscribe', 'list-unsubscribe-post'];

/**
 * How to leave a mailing list (RFC 2369 section 3.2). One click is offered only when the sender
 * announced it for an https address and its domain signed both fields (RFC 8058, security S-42).
 */
export function readWayOut(
  fields: Map<string, string[]>,
  authentication: Authentication | null,
): WayOut | null {
  const ways = readWays(fields);
  const page = ways.find(({ protocol }) => protocol === 'https:' || protocol === 'http:');
  const letter = ways.map(toLetter).find((one) => one !== null) ?? null;
  if (!page && !letter) return null;
  const click = oneClickAddress(fields, authentication);
  return {
    oneClick: click !== null,
    host: click?.host ?? page?.host ?? '',
    letter,
    page: page?.href ?? '',
  };
}

/** Where the one click goes, or null when it is not offered. */
export function oneClickAddress(
  fields: Map<string, string[]>,
  authentication: Authentication | null,
): URL | null {
  const post = fields.get('list-unsubscribe-post')?.[0] ?? '';
  if (!/^List-Unsubscribe=One-Click$/i.test(post.trim())) return null;
  if (!isSigned(authentication, fields.get('dkim-signature') ?? [], FIELDS)) return null;
  return readWays(fields).find(({ protocol }) => protocol === 'https:') ?? null;
}

function readWays(fields: Map<string, string[]>): URL[] {
  const value = fields.get('list-unsubscribe')?.[0] ?? '';
  return [...value.matchAll(/<([^<>]{1,2000})>/g)].slice(0, MAX_WAYS).flatMap(([, text]) => {
    const address = text!.replace(/\s/g, '');
    const url = URL.canParse(address) ? new URL(address) : null;
    return url && !url.username && !url.password ? [url] : [];
  });
}

/** A `mailto:` as a letter to write: one recipient, subject and text, nothing else (security S-50). */
function toLetter(url: URL): WayOut['letter'] {
  if (url.protocol !== 'mailto:') return null;
  const [to = ''] = decoded(url.pathname).split(',');
  if (!/^[^\s"(),:;<>@[\\\]]+@[^\s"(),:;<>@[\\\]]+$/.test(to) || to.length > 320) return null;
  const query = new Map(
    url.search
      .slice(1)
      .split('&')
      .map((pair): [string, string] => {
        const at = pair.indexOf('=');
        return [decoded(pair.slice(0, at)).toLowerCase(), decoded(pair.slice(at + 1))];
      }),
  );
  return {
    to,
    subject: withoutControls(query.get('subject') ?? 'unsubscribe'),
    text: (query.get('body') ?? '').slice(0, MAX_LENGTH),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const withoutControls = (text: string) =>
  text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 500);
