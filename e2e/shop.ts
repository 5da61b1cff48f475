import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RED_PNG } from './letters.ts';

/** A server somewhere else, whose pictures letters name, and a proxy that sees what a browser asks of others. */
export interface Elsewhere {
  /** Where its pictures are. */
  url: string;
  /** What it was asked for, and by whom. */
  asked: { path: string; headers: IncomingHttpHeaders }[];
  stop(): void;
}

export async function startShop(): Promise<Elsewhere> {
  const asked: Elsewhere['asked'] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    if (request.url?.startsWith('/gone')) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': 'image/png' }).end(RED_PNG);
  });
  return { ...(await listen(server)), asked };
}

export async function startProxy(): Promise<Elsewhere> {
  const asked: Elsewhere['asked'] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    asked.push({ path: request.url ?? '', headers: request.headers });
    socket.end();
  });
  return { ...(await listen(server)), asked };
}

async function listen(server: ReturnType<typeof createServer>) {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, stop: () => void server.close() };
}
