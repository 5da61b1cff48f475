import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { hashId } from '../session/cookie.ts';

/** Binds a half-open sign-in to its browser: a random id, and the key that opens the sealed password. */
export interface StepCookie {
  id: string;
  key: Buffer;
}

export function newStepCookie(): StepCookie {
  return { id: randomBytes(16).toString('base64url'), key: randomBytes(32) };
}

export function readStepCookie(header: string | undefined, secure: boolean): StepCookie | null {
  const [id, key] = (parseCookie(header ?? '')[stepName(secure)] ?? '').split('.');
  if (!id || !key || !/^[\w-]{22}$/.test(id) || !/^[\w-]{43}$/.test(key)) return null;
  return { id, key: Buffer.from(key, 'base64url') };
}

/** @param maxAge seconds; 0 = gone at once. */
export function writeStepCookie(
  cookie: StepCookie | null,
  secure: boolean,
  maxAge: number,
): string {
  const value = cookie ? `${cookie.id}.${cookie.key.toString('base64url')}` : '';
  return write(stepName(secure), value, secure, maxAge);
}

/** The mark of a trusted device: it alone opens nothing. Each account of a shared browser has its own. */
export const newDeviceId = () => randomBytes(32).toString('base64url');

/** The device's id as the store knows it; null when this browser carries none for the account. */
export function readDevice(
  header: string | undefined,
  account: string,
  secure: boolean,
): string | null {
  const id = parseCookie(header ?? '')[deviceName(account, secure)] ?? '';
  return /^[\w-]{43}$/.test(id) ? hashId(id) : null;
}

export function writeDeviceCookie(
  id: string,
  account: string,
  secure: boolean,
  maxAge: number,
): string {
  return write(deviceName(account, secure), id, secure, maxAge);
}

function write(name: string, value: string, secure: boolean, maxAge: number): string {
  return stringifySetCookie({
    ...{ name, value, path: '/', httpOnly: true, secure, sameSite: 'strict', maxAge },
  });
}

const stepName = (secure: boolean) => `${secure ? '__Host-' : ''}sobre-step`;

const deviceName = (account: string, secure: boolean) => {
  const whose = createHash('sha256').update(account).digest('hex').slice(0, 16);
  return `${secure ? '__Host-' : ''}sobre-device-${whose}`;
};
