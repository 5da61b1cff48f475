import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';

/** The browser's half of a session: a random id, and the key that opens the sealed password. */
export interface SessionCookie {
  id: string;
  key: Buffer;
}

const ID_BYTES = 16;
const KEY_BYTES = 32;

export function newSessionCookie(): SessionCookie {
  return { id: randomBytes(ID_BYTES).toString('base64url'), key: randomBytes(KEY_BYTES) };
}

/** The id as the store knows it: a stolen store holds no id that a cookie could carry. */
export function hashId(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

export function readSessionCookie(
  header: string | undefined,
  secure: boolean,
): SessionCookie | null {
  const [id, key] = (parseCookie(header ?? '')[cookieName(secure)] ?? '').split('.');
  if (!id || !key || !/^[\w-]{22}$/.test(id) || !/^[\w-]{43}$/.test(key)) return null;
  return { id, key: Buffer.from(key, 'base64url') };
}

/** @param maxAge seconds; undefined = until the browser closes, 0 = gone at once. */
export function writeSessionCookie(
  cookie: SessionCookie | null,
  secure: boolean,
  maxAge: number | undefined,
): string {
  return stringifySetCookie({
    name: cookieName(secure),
    value: cookie ? `${cookie.id}.${cookie.key.toString('base64url')}` : '',
    path: '/',
    httpOnly: true,
    secure,
    sameSite: 'lax',
    ...(maxAge !== undefined && { maxAge }),
  });
}

// `__Host-` binds the cookie to this very host over https; a browser refuses the name on plain http.
const cookieName = (secure: boolean) => (secure ? '__Host-sobre' : 'sobre');
