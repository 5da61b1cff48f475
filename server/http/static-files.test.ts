import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { securityHeaders } from './protect.ts';
import { staticFiles } from './static-files.ts';

let home: string;
let server: Server;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sobre-static-'));
  await mkdir(join(home, 'assets'));
  for (const name of ['pdf.worker.min-Abc123.mjs', 'index-Abc123.js'])
    await writeFile(join(home, 'assets', name), 'export {};');
  for (const name of ['service-worker.js', 'app.webmanifest', 'envelope.svg'])
    await writeFile(join(home, name), '{}');
  const app = express().use(securityHeaders(false)).use(staticFiles(home));
  server = await new Promise((resolve) => {
    const listening = app.listen(0, () => resolve(listening));
  });
});
afterAll(async () => {
  server.close();
  await rm(home, { recursive: true });
});

it('compiled code may run in the reader of PDFs, and not in the page', async () => {
  expect(await policyOf('pdf.worker.min-Abc123.mjs')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  );
  expect(await policyOf('index-Abc123.js')).not.toContain('wasm');
});

it('the worker is asked for anew each time, and runs under the page’s own policy', async () => {
  const headers = await headersOf('service-worker.js');
  expect(headers.get('cache-control')).toBe('no-cache');
  expect(headers.get('content-type')).toMatch(/^text\/javascript/);
  expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  expect((await headersOf('envelope.svg')).get('cache-control')).toBe('public, max-age=3600');
});

it('browsers know the manifest by its type', async () => {
  const headers = await headersOf('app.webmanifest');
  expect(headers.get('content-type')).toMatch(/^application\/manifest\+json/);
});

const policyOf = async (name: string) =>
  (await headersOf(`assets/${name}`)).get('content-security-policy') ?? '';

async function headersOf(path: string): Promise<Headers> {
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}/${path}`)).headers;
}
