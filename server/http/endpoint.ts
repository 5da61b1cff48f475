import type { Request, RequestHandler, Response } from 'express';
import type * as z from 'zod/mini';
import type { Endpoint, InputOf, OutputOf } from '../../shared/endpoint.ts';
import { type ErrorBody, errorStatus } from '../../shared/errors.ts';
import { Refusal } from '../../shared/refusal.ts';

/** A handler: reads the parsed input, does the one thing, returns the answer. */
export type Handler<Input, Output> = (
  input: Input,
  request: Request,
  response: Response,
) => Promise<Output>;

/** The door: parses the input once, answers JSON. Errors go on to `answerError`. */
export function handle<E extends Endpoint>(
  endpoint: E,
  handler: Handler<InputOf<E>, OutputOf<E>>,
): RequestHandler {
  return async (request, response) => {
    response.json(await handler(parseInput(endpoint, request), request, response));
  };
}

/** What the caller gives, by the endpoint's schema. @throws Refusal `input-invalid`. */
export function parseInput<E extends Endpoint>(endpoint: E, request: Request): InputOf<E> {
  const input = endpoint.input.safeParse({
    ...request.query,
    ...request.body,
    ...request.params,
  });
  if (!input.success) throw invalidInput(input.error);
  return input.data as InputOf<E>;
}

function invalidInput(error: z.core.$ZodError): Refusal {
  const fields = [...new Set(error.issues.map((issue) => issue.path.join('.')))];
  return new Refusal('input-invalid', `The input is not valid: ${fields.join(', ')}.`, { fields });
}

/** The body of a refusal on the wire. */
export function errorBody(refusal: Refusal): ErrorBody {
  const { code, message, details } = refusal;
  return { error: { code, message, details } };
}

/** Any error as a refusal: what nobody foresaw says nothing of the inside. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = (error as { status?: number })?.status;
  if (status === 413) return new Refusal('too-large', 'The request is too large.', {}, error);
  if (status !== undefined && status >= 400 && status < 500) {
    return new Refusal('input-invalid', 'The request cannot be read.', {}, error);
  }
  return new Refusal('server-error', 'Something went wrong on the server.', {}, error);
}

/** Sends the refusal, unless the answer has begun: then the connection ends, and the client sees a cut. */
export function sendRefusal(response: Response, refusal: Refusal) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const wait = refusal.details.retryAfterSeconds;
  if (typeof wait === 'number') response.set('Retry-After', String(wait));
  response.status(errorStatus[refusal.code]).json(errorBody(refusal));
}
