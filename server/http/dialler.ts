import { lookup as systemLookup } from 'node:dns';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { Refusal } from '../../shared/refusal.ts';
import { guardedLookup, isForbidden, LOOPBACK } from './public-addresses.ts';

/** What a remote server answered. */
export interface Fetched {
  /** Media type in lower case, without its parameters. */
  type: string;
  bytes: Buffer;
  /** Where the bytes came from after redirects. */
  url: string;
}

export interface FetchLimits {
  maxBytes: number;
  /** Milliseconds for everything, redirects included. */
  timeout: number;
  accept(contentType: string): boolean;
}

/** The one way out to hosts that a message names (security S-41). */
export interface Dialler {
  /** @throws Refusal `remote-refused` (we do not go there, or do not take that), `remote-failed`. */
  get(url: string, limits: FetchLimits): Promise<Fetched>;
  /**
   * Posts a form. Redirects are not followed (RFC 8058 section 3.1), and the answer is not read.
   *
   * @throws Refusal as `get`.
   */
  post(
    url: string,
    form: Record<string, string>,
    limits: Pick<FetchLimits, 'timeout'>,
  ): Promise<{ status: number }>;
  /**
   * Posts bytes to an https address. Redirects are not followed, and the answer is not read.
   *
   * @throws Refusal as `get`.
   */
  send(
    url: string,
    message: { headers: Record<string, string | number>; body: Buffer },
    limits: Pick<FetchLimits, 'timeout'>,
  ): Promise<{ status: number }>;
}

interface DiallerOptions {
  /** Tests' own servers: loopback addresses, on any port. */
  allowLoopback?: boolean;
  /** Certificate authority of the tests' own servers, PEM. */
  ca?: Buffer | string;
  lookup?: LookupFunction;
}

const MAX_REDIRECTS = 4;
const PORTS = new Set(['', '80', '443']);

/**
 * Host names are not judged by their text: the address is checked when the connection is made, after
 * DNS, and again for each redirect. No cookies, no credentials, no referrer, nothing kept open.
 */
export function createDialler({
  allowLoopback = false,
  ca,
  lookup = systemLookup,
}: DiallerOptions = {}): Dialler {
  const filter = {
    keepAlive: false,
    ...(allowLoopback && { allowIPAddressList: LOOPBACK }),
  };
  const agents = {
    'http:': new RequestFilteringHttpAgent(filter),
    'https:': new RequestFilteringHttpsAgent({ ...filter, ...(ca && { ca }) }),
  };

  function ask(
    address: URL,
    options: RequestOptions,
    body?: string | Buffer,
  ): Promise<IncomingMessage> {
    const protocol = address.protocol as keyof typeof agents;
    const { request } = protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      request(
        address,
        {
          ...options,
          agent: agents[protocol],
          lookup: guardedLookup(lookup, allowLoopback),
        },
        resolve,
      )
        .on('error', reject)
        .end(body);
    });
  }

  function checked(text: string, base?: URL): URL {
    const address = URL.canParse(text, base?.href) ? new URL(text, base) : null;
    const isAllowed =
      address !== null &&
      Object.hasOwn(agents, address.protocol) &&
      !address.username &&
      !address.password &&
      (allowLoopback || PORTS.has(address.port)) &&
      !isForbidden(address.hostname.replace(/^\[|\]$/g, ''), allowLoopback);
    if (!isAllowed) throw refused('The webmail does not go to such an address.');
    return address;
  }

  return {
    async get(url, limits) {
      const signal = AbortSignal.timeout(limits.timeout);
      try {
        let address = checked(url);
        for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
          const answer = await ask(address, { signal, headers: HEADERS });
          const next = redirectOf(answer);
          if (next === null) {
            return { ...(await readAnswer(answer, limits)), url: address.href };
          }
          answer.destroy();
          address = checked(next, address);
        }
      } catch (error) {
        throw toRefusal(error);
      }
      throw failed('There are too many redirects.');
    },

    async send(url, { headers, body }, { timeout }) {
      try {
        const address = checked(url);
        if (address.protocol !== 'https:') throw refused('Such a message goes over https only.');
        const signal = AbortSignal.timeout(timeout);
        const answer = await ask(address, { method: 'POST', signal, headers }, body);
        answer.destroy();
        return { status: answer.statusCode ?? 0 };
      } catch (error) {
        throw toRefusal(error);
      }
    },

    async post(url, form, { timeout }) {
      try {
        const body = new URLSearchParams(form).toString();
        const headers = {
          ...HEADERS,
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': Buffer.byteLength(body),
        };
        const signal = AbortSignal.timeout(timeout);
        const answer = await ask(checked(url), { method: 'POST', signal, headers }, body);
        answer.destroy();
        return { status: answer.statusCode ?? 0 };
      } catch (error) {
        throw toRefusal(error);
      }
    },
  };
}

const HEADERS = { Accept: '*/*', 'Accept-Encoding': 'identity', 'User-Agent': 'Sobre' };

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? '') : null;
}

async function readAnswer(answer: IncomingMessage, { maxBytes, accept }: FetchLimits) {
  try {
    if (answer.statusCode !== 200) throw failed(`It answered ${answer.statusCode}.`);
    const type = (answer.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
    if (!accept(type)) throw refused('It is of a type that is not taken.');
    // Packed bytes could grow without end; nobody was asked to pack them.
    if ((answer.headers['content-encoding'] ?? 'identity') !== 'identity') {
      throw refused('It came packed.');
    }
    return { type, bytes: await readBytes(answer, maxBytes) };
  } finally {
    answer.destroy();
  }
}

async function readBytes(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) throw refused('It is too large.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > maxBytes) throw refused('It is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const refused = (text: string, cause?: unknown) => new Refusal('remote-refused', text, {}, cause);
const failed = (text: string, cause?: unknown) => new Refusal('remote-failed', text, {}, cause);

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  // The library's own refusal of an address is an Error without a code.
  if (error instanceof Error && error.message.includes('is not allowed. Because')) {
    return refused('The webmail does not go to such an address.', error);
  }
  return failed('The other server does not answer.', error);
}
