import { describe, expect, it } from 'vitest';
import { networkOf } from './network.ts';
import { deviceOf } from './user-agent.ts';

describe('a place where somebody is signed in', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0',
      'Firefox',
      'Windows',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
      'Chrome',
      'Linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0',
      'Edge',
      'Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 CriOS/150.0 Mobile/15E148 Safari/604.1',
      'Chrome',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 16; SM-S931B) AppleWebKit/537.36 SamsungBrowser/29.0 Chrome/136.0 Mobile Safari/537.36',
      'Samsung Internet',
      'Android',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15',
      'Safari',
      'macOS',
    ],
    ['curl/8.5.0', undefined, undefined],
    ['', undefined, undefined],
  ])('has a device that %s names', (userAgent, browser, system) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system });
  });

  it.each([
    ['127.0.0.1', 'here', '127.0.0.1'],
    ['::1', 'here', '::1'],
    ['::ffff:192.168.1.4', 'local', '192.168.1.4'],
    ['172.31.0.9', 'local', '172.31.0.9'],
    ['fd12:3456::1', 'local', 'fd12:3456::1'],
    ['fe80::1', 'local', 'fe80::1'],
    ['172.32.0.9', 'v4', '172.32.0.9'],
    ['203.0.113.9', 'v4', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', 'v6', '2001:db8:1:2::/64'],
    ['2001:DB8::5', 'v6', '2001:db8:0:0::/64'],
  ])('has a network that %s is of', (address, kind, network) => {
    expect(networkOf(address)).toEqual({ kind, network });
  });
});
