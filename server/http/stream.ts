import type { Request, RequestHandler } from 'express';
import type { Endpoint, InputOf, OutputOf } from '../../shared/endpoint.ts';
import { parseInput } from './endpoint.ts';

/** What a handler that answers in pieces may do. */
export interface Stream<Piece> {
  /** Sends one piece, at once. */
  tell(piece: Piece): void;
  /** Aborted when nobody listens any more. */
  signal: AbortSignal;
}

/**
 * The door of an endpoint that answers in pieces, one JSON text a line. Until the first piece a refusal
 * is answered as everywhere; afterwards the handler tells it itself.
 */
export function handleStream<E extends Endpoint>(
  endpoint: E,
  handler: (input: InputOf<E>, request: Request, stream: Stream<OutputOf<E>>) => Promise<void>,
): RequestHandler {
  return async (request, response) => {
    const input = parseInput(endpoint, request);
    const left = new AbortController();
    response.on('close', () => left.abort());
    const tell = (piece: OutputOf<E>) => {
      if (left.signal.aborted) return;
      // NOTE: "no-transform" and this header keep proxies from holding the pieces back.
      if (!response.headersSent)
        response.set({
          'Content-Type': 'application/x-ndjson',
          'Cache-Control': 'no-store, no-transform',
          'X-Accel-Buffering': 'no',
        });
      response.write(`${JSON.stringify(piece)}\n`);
    };
    await handler(input, request, { tell, signal: left.signal });
    response.end();
  };
}
