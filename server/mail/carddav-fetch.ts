import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Refusal } from '../../shared/refusal.ts';
import { type CardDavServer, tlsOptions } from './servers.ts';

const SECOND = 1000;
const PATIENCE = 30 * SECOND;
/** Bytes of one answer: fifty cards with their pictures, or the list of an address book. */
const MAX_ANSWER = 64 * 1024 * 1024;
const MAX_REDIRECTS = 4;

/**
 * A `fetch` that goes to the administrator's server and nowhere else, whatever an answer names: the user's
 * password travels with every request (security S-41).
 *
 * @param authorization value of the header.
 * @throws Refusal `remote-refused` for another origin, `remote-failed` when there is no answer.
 */
export function guardedFetch(server: CardDavServer, authorization: string): typeof fetch {
  const { origin } = new URL(server.template.replace(/[{}]/g, ''));

  function checked(address: string, base?: URL): URL {
    const url = URL.canParse(address, base?.href) ? new URL(address, base) : null;
    if (url?.origin === origin && !url.username && !url.password) return url;
    throw new Refusal('remote-refused', 'The address book names another server.');
  }

  return async (input, init = {}) => {
    const given = new Headers(init.headers);
    given.set('Authorization', authorization);
    given.set('User-Agent', 'Sobre');
    given.set('Accept-Encoding', 'identity');
    const body = init.body === undefined || init.body === null ? '' : String(init.body);
    given.set('Content-Length', String(Buffer.byteLength(body)));
    const headers = Object.fromEntries(given);
    const method = init.method ?? 'GET';
    let url = checked(String(input instanceof Request ? input.url : input));
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const answer = await ask(server, url, method, headers, body);
      const { statusCode = 0 } = answer;
      if ([301, 302, 307, 308].includes(statusCode) && answer.headers.location) {
        answer.destroy();
        url = checked(answer.headers.location, url);
        continue;
      }
      const bytes = await readAll(answer);
      const isEmpty = statusCode === 204 || statusCode === 304;
      const response = new Response(isEmpty ? null : new Uint8Array(bytes), {
        status: statusCode,
        headers: plainHeaders(answer),
      });
      Object.defineProperty(response, 'url', { value: url.href });
      return response;
    }
    throw new Refusal('remote-failed', 'There are too many redirects.');
  };
}

function ask(
  server: CardDavServer,
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: string,
): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    request(
      url,
      { method, headers, signal: AbortSignal.timeout(PATIENCE), ...tlsOptions(server) },
      resolve,
    )
      .on('error', (error) => reject(noAnswer(error)))
      .end(body);
  });
}

async function readAll(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer) {
      size += chunk.length;
      if (size > MAX_ANSWER) throw new Refusal('remote-refused', 'The answer is too large.');
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : noAnswer(error);
  }
  return Buffer.concat(chunks);
}

const plainHeaders = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );

const noAnswer = (error: unknown) =>
  new Refusal('remote-failed', 'The address book server does not answer.', {}, error);
