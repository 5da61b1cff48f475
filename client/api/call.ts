import {
  type CallInput,
  type Endpoint,
  fillPath,
  type OutputOf,
  pathParameters,
} from '../../shared/endpoint.ts';
import type { ErrorBody, ErrorCode } from '../../shared/errors.ts';
import { askPassword, untilPasswordKnown } from './password-asked.ts';

/** A refusal of the bridge, or `unavailable` when it cannot be reached. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }
}

let whenSignedOut: () => void = () => {};

/** Says what happens when the bridge does not know us any more: the one place that ends a session here. */
export function onSignedOut(act: () => void) {
  whenSignedOut = act;
}

/**
 * Asks the bridge. The input's path parameters fill the path, the rest travels in the query or as JSON.
 *
 * @throws ApiError
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  signal?: AbortSignal,
): Promise<OutputOf<E>> {
  for (let tries = 1; ; tries++) {
    const response = await send(endpoint, input as Record<string, unknown>, signal);
    const body = await response.json().catch(() => null);
    if (response.ok && body !== null) return body as OutputOf<E>;
    const { code } = toError(body);
    // Another page may have been given a new cookie while this request was under way.
    if (tries === 1 && OF_THE_SESSION.has(code)) {
      await new Promise((resolve) => setTimeout(resolve, COOKIE_TAKES));
      continue;
    }
    if (code === 'password-asked' && (await untilPasswordKnown(signal))) continue;
    throw refusalOf(body);
  }
}

/** Milliseconds. */
const COOKIE_TAKES = 300;
const OF_THE_SESSION = new Set<ErrorCode>(['signed-out', 'password-asked']);

/** A refusal on the wire as an error; being signed out ends the session here, a lost password is asked for. */
export function refusalOf(body: unknown): ApiError {
  const error = toError(body);
  if (error.code === 'signed-out') whenSignedOut();
  if (error.code === 'password-asked') askPassword();
  return error;
}

/** The request alone; whoever asks reads the answer. @throws ApiError when the bridge is out of reach. */
export async function send(
  { method, path }: Endpoint,
  input: Record<string, unknown>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const taken = new Set(pathParameters(path));
  const rest = Object.fromEntries(
    Object.entries(input).filter(([name, value]) => !taken.has(name) && value !== undefined),
  );
  const inQuery = method === 'GET' || method === 'DELETE';
  const query = new URLSearchParams(inQuery ? (rest as Record<string, string>) : {}).toString();
  try {
    return await fetch(fillPath(path, input) + (query && `?${query}`), {
      method,
      headers: { 'X-Sobre': '1', ...(!inQuery && { 'Content-Type': 'application/json' }) },
      ...(!inQuery && { body: JSON.stringify(rest) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    const offline = navigator.onLine ? null : method === 'GET' ? 'reading' : 'acting';
    throw new ApiError('unavailable', 'The webmail cannot be reached.', { offline });
  }
}

function toError(body: unknown): ApiError {
  const error = (body as ErrorBody | null)?.error;
  if (!error) return new ApiError('unavailable', 'The webmail cannot be reached.');
  return new ApiError(error.code, error.message, error.details);
}
