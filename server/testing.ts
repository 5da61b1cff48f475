import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { TestStack } from '../mailstack/testing.ts';
import { type Endpoint, fillPath, type OutputOf, pathParameters } from '../shared/endpoint.ts';
import type { ErrorBody } from '../shared/errors.ts';
import type { ClientToServer, PushEvent, ServerToClient } from '../shared/events.ts';
import { signIn } from '../shared/session.ts';
import { type Bridge, startBridge } from './bridge.ts';
import { readConfig } from './config.ts';

/** A bridge of a test's own, before a real mail stack. */
export interface TestBridge extends Bridge {
  url: string;
  /** A browser that nobody has signed in to. */
  visitor(): Visitor;
  signIn(email: string, password: string): Promise<Visitor>;
}

/** Starts a bridge on a free port. `env` goes over the stack's own. */
export async function startTestBridge(
  stack: Pick<TestStack, 'env'>,
  env: Record<string, string> = {},
): Promise<TestBridge> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sobre-bridge-'));
  const config = readConfig(
    {
      PORT: '0',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
      DATA_DIR: dataDir,
      ...stack.env,
      ...env,
    },
    join(dataDir, 'client'),
  );
  const bridge = await startBridge(config);
  const url = `http://localhost:${bridge.port}`;
  config.origins.push(url);
  return {
    ...bridge,
    url,
    visitor: () => new Visitor(url),
    async signIn(email, password) {
      const visitor = new Visitor(url);
      await visitor.call(signIn, { email, password });
      return visitor;
    },
    async stop() {
      await bridge.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A refusal of the bridge, as the wire carries it. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Record<string, unknown>;

  constructor(status: number, { error }: ErrorBody) {
    super(`${status} ${error.code}`);
    this.status = status;
    this.code = error.code;
    this.details = error.details ?? {};
  }
}

/** A browser without a screen: keeps the cookie, calls endpoints, opens sockets. */
export class Visitor {
  readonly url: string;
  cookie = '';

  constructor(url: string) {
    this.url = url;
  }

  async call<E extends Endpoint>(endpoint: E, input: unknown): Promise<OutputOf<E>> {
    const { method, path } = endpoint;
    const values = input as Record<string, unknown>;
    const taken = new Set(pathParameters(path));
    const rest = Object.entries(values).filter(([name]) => !taken.has(name));
    const inQuery = method === 'GET' || method === 'DELETE';
    const query =
      inQuery && rest.length ? `?${new URLSearchParams(rest as [string, string][])}` : '';
    const response = await this.fetch(fillPath(path, values) + query, {
      method,
      ...(!inQuery && {
        body: JSON.stringify(Object.fromEntries(rest)),
        headers: { 'Content-Type': 'application/json' },
      }),
    });
    const body = await response.json();
    if (!response.ok) throw new Refused(response.status, body as ErrorBody);
    return body as OutputOf<E>;
  }

  /** A request as our own page makes it, unless the headers say otherwise. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { Origin: this.url, 'X-Sobre': '1', Cookie: this.cookie, ...init.headers };
    const response = await fetch(this.url + path, { ...init, headers });
    for (const cookie of response.headers.getSetCookie()) this.cookie = cookie.split(';')[0] ?? '';
    return response;
  }

  /** Opens a page's socket and keeps what it hears. */
  async listen(headers: Record<string, string> = {}): Promise<Page> {
    const socket: Socket<ServerToClient, ClientToServer> = io(this.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { Cookie: this.cookie, Origin: this.url, ...headers },
    });
    const page = new Page(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.close();
        reject(error);
      });
    });
    return page;
  }
}

/** An open page: what the server pushed, in order. */
export class Page {
  readonly socket: Socket<ServerToClient, ClientToServer>;
  readonly heard: PushEvent[] = [];
  ended = false;
  readonly #waiting = new Set<() => void>();

  constructor(socket: Socket<ServerToClient, ClientToServer>) {
    this.socket = socket;
    socket.on('change', (event) => {
      this.heard.push(event);
      for (const look of this.#waiting) look();
    });
    socket.on('ended', () => {
      this.ended = true;
    });
  }

  /** The first event, heard or to come, that the test accepts. */
  hears<T extends PushEvent['type']>(
    type: T,
    accepts: (event: Extract<PushEvent, { type: T }>) => boolean = () => true,
    patience = 5000,
  ): Promise<Extract<PushEvent, { type: T }>> {
    type Wanted = Extract<PushEvent, { type: T }>;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#waiting.delete(look);
        reject(
          new Error(`no ${type} event came; heard: ${JSON.stringify(this.heard).slice(0, 1000)}`),
        );
      }, patience);
      const look = () => {
        const found = this.heard.find(
          (event): event is Wanted => event.type === type && accepts(event as Wanted),
        );
        if (!found) return;
        clearTimeout(late);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  forget() {
    this.heard.length = 0;
  }

  close() {
    this.socket.close();
  }
}
