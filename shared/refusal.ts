import type { ErrorCode } from './errors.ts';

/** An act that cannot be done, with the code that the door turns into a status and the client into words. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;

  constructor(
    code: ErrorCode,
    message: string,
    details: Record<string, unknown> = {},
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}
