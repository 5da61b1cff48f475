import { getDomain } from 'tldts';
import type { Verdict } from '../../shared/says.ts';

type Check = Verdict['checks'][number] & {
  /** `header.s` of a DKIM signature, '' when it is not told. */
  selector: string;
};

/** What one of our own servers wrote in Authentication-Results. */
export interface Authentication {
  server: string;
  checks: Check[];
}

const METHODS = ['dmarc', 'dkim', 'spf'] as const;
const MAX_CHECKS = 20;

/**
 * Reads Authentication-Results (RFC 8601). Anybody can write that field: only those that bear one of our
 * own servers' names count (security S-49), and of those the uppermost that knows a method, since a
 * server puts its own above what came in.
 *
 * @param values the fields, top first.
 * @param ids authserv-ids of our own servers, lower case.
 */
export function readAuthentication(values: string[], ids: string[]): Authentication | null {
  let server = '';
  const checks: Check[] = [];
  for (const value of values) {
    const [head = '', ...statements] = splitStatements(value);
    const id = (head.trim().split(/\s+/)[0] ?? '').toLowerCase();
    if (!ids.includes(id)) continue;
    server ||= id;
    const found = statements.flatMap(toCheck);
    const known = new Set(checks.map(({ method }) => method));
    checks.push(...found.filter(({ method }) => !known.has(method)));
  }
  return server ? { server, checks: checks.slice(0, MAX_CHECKS) } : null;
}

/** What that means for the one who is named in From. Several senders are vouched for by nobody. */
export function toVerdict(authentication: Authentication | null, from: string[]): Verdict | null {
  if (!authentication) return null;
  const { server, checks } = authentication;
  const domain = from.length === 1 ? domainOf(from[0]!) : '';
  const passes = (method: Check['method'], isMeant: (domain: string) => boolean) =>
    checks.some((one) => one.method === method && one.result === 'pass' && isMeant(one.domain));
  const isAligned = (other: string) => domain !== '' && sameOrganisation(other, domain);
  const isConfirmed =
    passes('dmarc', (other) => domain !== '' && (other === '' || other === domain)) ||
    passes('dkim', isAligned) ||
    passes('spf', isAligned);
  const denial = checks.find(({ method, result }) => method === 'dmarc' && result === 'fail');
  return {
    trust: denial ? 'denied' : isConfirmed ? 'confirmed' : 'unconfirmed',
    domain: domain || (denial?.domain ?? ''),
    server,
    checks: checks.map(({ method, result, domain: checked }) => ({
      method,
      result,
      domain: checked,
    })),
  };
}

/**
 * True when a DKIM signature that our server found good covers these header fields. RFC 8058 section 4
 * asks for it: without, anybody on the way could have written them.
 *
 * @param signatures DKIM-Signature fields.
 */
export function isSigned(
  authentication: Authentication | null,
  signatures: string[],
  fields: string[],
): boolean {
  const good = (authentication?.checks ?? []).filter(
    ({ method, result, domain }) => method === 'dkim' && result === 'pass' && domain !== '',
  );
  return signatures.some((signature) => {
    const tags = readTags(signature);
    const domain = (tags.get('d') ?? '').toLowerCase();
    const selector = (tags.get('s') ?? '').toLowerCase();
    const covered = (tags.get('h') ?? '').toLowerCase().split(':');
    return (
      good.some(
        (one) => one.domain === domain && (one.selector === '' || one.selector === selector),
      ) && fields.every((field) => covered.includes(field))
    );
  });
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Relaxed alignment (RFC 7489 section 3.1): the same registered domain. */
function sameOrganisation(one: string, other: string): boolean {
  if (one === '' || other === '') return false;
  return one === other || (registered(one) !== null && registered(one) === registered(other));
}

const registered = (domain: string) => getDomain(domain, { allowPrivateDomains: true });

function toCheck(statement: string): Check[] {
  const [, name = '', result = ''] =
    /^\s*([\w-]{1,20})\s*(?:\/\s*\d{1,5}\s*)?=\s*([a-z]{1,20})/i.exec(statement) ?? [];
  const method = METHODS.find((known) => known === name.toLowerCase());
  if (!method) return [];
  const properties = new Map(
    [...statement.matchAll(/\b([a-z]{1,20}\.[\w-]{1,40})\s?=\s?("[^"]*"|[^\s;]+)/gi)].map(
      ([, property, value]) => [
        property!.toLowerCase(),
        value!.replaceAll('"', '').slice(0, 320).toLowerCase(),
      ],
    ),
  );
  const subject = {
    dmarc: ['header.from'],
    dkim: ['header.d', 'header.i'],
    spf: ['smtp.mailfrom', 'smtp.helo'],
  }[method]
    .map((property) => properties.get(property))
    .find(Boolean);
  return [
    {
      method,
      result: result.toLowerCase(),
      domain: domainOf(subject ?? ''),
      selector: properties.get('header.s') ?? '',
    },
  ];
}

/** Statements between semicolons; comments are left out, quoted text stays whole. */
function splitStatements(value: string): string[] {
  const statements = [''];
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < value.length; at++) {
    const sign = value[at]!;
    if (sign === '\\' && (depth > 0 || isQuoted)) at++;
    else if (sign === '"' && depth === 0) isQuoted = !isQuoted;
    else if (sign === '(' && !isQuoted) depth++;
    else if (sign === ')' && !isQuoted && depth > 0) depth--;
    else if (sign === ';' && !isQuoted && depth === 0) statements.push('');
    else if (depth === 0) statements[statements.length - 1] += sign;
  }
  return statements;
}

/** Tags of a DKIM-Signature (RFC 6376 section 3.2). */
function readTags(signature: string): Map<string, string> {
  return new Map(
    signature.split(';').flatMap((tag): [string, string][] => {
      const at = tag.indexOf('=');
      return at < 0
        ? []
        : [[tag.slice(0, at).trim().toLowerCase(), tag.slice(at + 1).replace(/\s/g, '')]];
    }),
  );
}
