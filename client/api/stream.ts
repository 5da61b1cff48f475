import type { CallInput, Endpoint, OutputOf } from '../../shared/endpoint.ts';
import { ApiError, refusalOf, send } from './call.ts';

/**
 * Asks an endpoint that answers in pieces, one JSON text a line, and hands each over as it comes.
 * Aborting the signal closes the answer, and the bridge stops its work.
 *
 * @throws ApiError
 */
export async function stream<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  signal: AbortSignal,
  hear: (piece: OutputOf<E>) => void,
): Promise<void> {
  const response = await send(endpoint, input as Record<string, unknown>, signal);
  if (!response.ok || !response.body) throw refusalOf(await response.json().catch(() => null));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value = '' } = await reader.read().catch((error: unknown) => {
      if (signal.aborted) throw error;
      throw new ApiError('unavailable', 'The webmail cannot be reached.');
    });
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line) hear(JSON.parse(line) as OutputOf<E>);
  }
}
