import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { isOurOrigin, mailFrame, networkOf } from './protect.ts';

describe('origins (S-34, S-38)', () => {
  const ours = ['https://webmail.example.org'];
  it('knows our own', () => {
    expect(isOurOrigin('https://webmail.example.org', ours)).toBe(true);
  });
  it.each([
    undefined,
    'null',
    'http://webmail.example.org',
    'https://webmail.example.org.evil.example',
    'https://evil-webmail.example.org',
    'https://a.webmail.example.org',
    'https://webmail.example.org:8443',
    'https://example.org',
  ])('refuses %s', (origin) => {
    expect(isOurOrigin(origin, ours)).toBe(false);
  });
});

describe('the network of an address (S-39)', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is of %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('the document that messages are written into', () => {
  it('asks nobody, sends nothing and is framed by us alone (S-14, S-15, S-16, S-17)', async () => {
    const server = createServer(express().get('/mail-frame', mailFrame())).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/mail-frame`);
    server.close();
    const policy = response.headers.get('content-security-policy')?.split('; ').sort();
    expect(policy).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      'img-src blob: data:',
      "style-src 'unsafe-inline'",
    ]);
    expect(response.headers.get('x-dns-prefetch-control')).toBe('off');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).not.toMatch(/script|http-equiv/);
  });
});
