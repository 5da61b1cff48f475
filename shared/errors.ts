/**
 * Every way the server may refuse, by code. The client translates the code
 * (`error.<code>` in its catalogues); the server's own message is for logs and scripts.
 */
export const errorStatus = {
  'input-invalid': 400,
  'signed-out': 401,
  'credentials-wrong': 401,
  'origin-refused': 403,
  'not-found': 404,
  'folder-exists': 409,
  'folder-name-invalid': 409,
  'folder-protected': 409,
  'mailbox-changed': 409,
  'message-gone': 404,
  'undo-gone': 404,
  'draft-changed': 409,
  'draft-gone': 409,
  'draft-sealed': 409,
  'tag-refused': 422,
  'message-sealed': 409,
  'message-single': 409,
  'lighten-failed': 409,
  'letter-cancelled': 409,
  'letter-leaving': 409,
  'outbox-full': 429,
  'send-later-off': 422,
  'not-mail': 422,
  'too-large': 413,
  'uploads-full': 413,
  'upload-place': 409,
  'upload-missing': 422,
  'push-off': 422,
  'push-full': 429,
  'push-refused': 422,
  'push-failed': 502,
  'rate-limited': 429,
  'address-unsupported': 422,
  'recipient-refused': 422,
  'search-folder-unknown': 422,
  'search-invalid': 422,
  'login-refused': 422,
  'sender-refused': 422,
  'message-refused': 422,
  'mailbox-full': 422,
  'mail-server-refused': 422,
  'remote-refused': 422,
  'server-error': 500,
  'send-unknown': 502,
  'remote-failed': 502,
  'mail-server-down': 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** The one shape of a refusal on the wire (INTERFACES.md). */
export interface ErrorBody {
  error: { code: ErrorCode; message: string; details?: Record<string, unknown> };
}
