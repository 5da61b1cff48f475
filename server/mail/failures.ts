import type { ImapFlowError } from 'imapflow';
import type { ErrorCode } from '../../shared/errors.ts';
import { Refusal } from '../../shared/refusal.ts';

/** What the mail server's refusals mean, by IMAP response code (RFC 5530, RFC 9208). */
const codes: Record<string, ErrorCode> = {
  OVERQUOTA: 'mailbox-full',
  NONEXISTENT: 'not-found',
  TRYCREATE: 'not-found',
  ALREADYEXISTS: 'folder-exists',
  CANNOT: 'folder-name-invalid',
  NOPERM: 'folder-protected',
  LIMIT: 'too-large',
  UNAVAILABLE: 'mail-server-down',
  INUSE: 'mail-server-down',
  SERVERBUG: 'mail-server-refused',
};

/** Errors after which the connection is of no use, whatever the command was. */
const broken = new Set([
  'NoConnection',
  'EConnectionClosed',
  'StateLogout',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ETIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** True when the connection broke, so that the same read may be asked again on another. */
export function isBroken(error: unknown): boolean {
  const { code, tlsFailed } = (error ?? {}) as ImapFlowError;
  return tlsFailed === true || (code !== undefined && broken.has(code));
}

/** A read that may be asked again: the connection broke, or the server stumbled and gave no reason of ours. */
export const isWorthAnother = (error: unknown): boolean =>
  isBroken(error) || mailRefusal(error).code === 'mail-server-refused';

/** True when a session's own password does not hold any more. */
export const isPasswordRefused = (error: unknown): boolean =>
  error instanceof Refusal && (error.code === 'password-asked' || error.code === 'signed-out');

/** True when the mail server says that login and password do not match. */
function isWrongLogin(error: unknown): boolean {
  const failure = (error ?? {}) as ImapFlowError;
  const code = failure.serverResponseCode;
  return failure.authenticationFailed === true && code !== 'UNAVAILABLE' && code !== 'INUSE';
}

/**
 * An error of the IMAP library in the house's own terms. The server's text stays in `cause`, for
 * the log: it may hold a banner or a person's data.
 */
export function mailRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const failure = (error ?? {}) as ImapFlowError;
  const refuse = (code: ErrorCode, text: string) => new Refusal(code, text, {}, error);
  if (isWrongLogin(error)) return refuse('credentials-wrong', 'The mail server refused the login.');
  if (isBroken(error)) return refuse('mail-server-down', 'The mail server does not answer.');
  const known = failure.serverResponseCode && codes[failure.serverResponseCode];
  if (known) return refuse(known, 'The mail server refused the command.');
  if (failure.mailboxMissing) return refuse('not-found', 'There is no such folder.');
  if (failure.responseStatus)
    return refuse('mail-server-refused', 'The mail server refused the command.');
  return refuse('server-error', 'The mail could not be read.');
}
