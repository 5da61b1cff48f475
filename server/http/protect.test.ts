import { describe, expect, it } from 'vitest';
import { isOurOrigin, networkOf } from './protect.ts';

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
