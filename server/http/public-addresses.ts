import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Refusal } from '../../shared/refusal.ts';

/** Addresses that the tests' own servers have. */
export const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * What request-filtering-agent lets through and we do not: of IPv6 all but global unicast, and the
 * tunnels whose addresses hold an IPv4 address of somebody's choice.
 */
const forbidden = new BlockList();
for (const [network, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  forbidden.addSubnet(network, bits, 'ipv6');
}
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  forbidden.addSubnet(network, bits, 'ipv4');
}

/** True for an IP address that is not of the public Internet (RFC 6890). A name is not judged. */
export function isForbidden(address: string, allowLoopback: boolean): boolean {
  const family = isIP(address);
  if (family === 0 || (allowLoopback && LOOPBACK.includes(address))) return false;
  return forbidden.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** A lookup that refuses a name as soon as one of its addresses is not public. */
export function guardedLookup(lookup: LookupFunction, allowLoopback: boolean): LookupFunction {
  return (name, options, answer) => {
    lookup(name, options, (error, found, family) => {
      const addresses =
        typeof found === 'string' ? [found] : (found ?? []).map((one) => one.address);
      const isRefused = !error && addresses.some((one) => isForbidden(one, allowLoopback));
      if (isRefused) answer(new PrivateAddress(), found, family);
      else answer(error, found, family);
    });
  };
}

class PrivateAddress extends Refusal {
  constructor() {
    super('remote-refused', 'The webmail does not go to such an address.');
  }
}
