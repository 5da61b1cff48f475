export type NetworkKind = 'here' | 'local' | 'v4' | 'v6';

/**
 * What an address by itself tells of the place, without asking anybody: this very machine, the house or
 * office, or the network that it is of. An IPv6 address changes by the day, its network does not.
 */
export function networkOf(address: string): { kind: NetworkKind; network: string } {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  if (plain === '::1' || plain.startsWith('127.')) return { kind: 'here', network: plain };
  if (/^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|f[cd]|fe[89ab])/.test(plain))
    return { kind: 'local', network: plain };
  if (!plain.includes(':')) return { kind: 'v4', network: plain };
  return { kind: 'v6', network: `${firstGroups(plain, 4)}::/64` };
}

/** The first groups of an IPv6 address, of which `::` leaves some out. */
function firstGroups(address: string, count: number): string {
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, count).join(':');
}
