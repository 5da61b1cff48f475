import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../shared/password.ts';
import {
  ConfigError,
  type Environment,
  hidePassword,
  isLoopback,
  parseUrl,
  readCa,
} from './config-values.ts';
import { readStatement } from './store/bound-statement.ts';

/** What the environment says about passwords. */
export interface PasswordConfig {
  /** Fewest characters of a new one. */
  minimum: number;
  /** Where passwords are changed when it is not here; null when nobody says. */
  elsewhere: string | null;
  /** How a new one is written; null where that is not for us. */
  source: PasswordSource | null;
}

export type PasswordSource = { kind: 'accounts' } | SqlSource | LdapSource | HookSource;

/** The administrator's own statement in their own database. */
export interface SqlSource {
  kind: 'sql';
  url: string;
  statement: string;
}

/** RFC 3062 in a directory. The templates hold `{address}`, `{user}` and `{domain}`. */
export interface LdapSource {
  kind: 'ldap';
  host: string;
  port: number;
  /** `none` only ever reaches loopback. */
  security: 'tls' | 'starttls' | 'none';
  ca: Buffer | undefined;
  anyCertificate: boolean;
  /** The person's entry: by its name, or found below a base. */
  entry: { dn: string } | { base: string; filter: string };
  /** Who searches; null = nobody in particular. */
  bind: { dn: string; password: string } | null;
  /** Who writes: the person with the old password, or the one who searches. */
  as: 'self' | 'admin';
}

/** A program of the administrator's own that is told over HTTP. */
export interface HookSource {
  kind: 'hook';
  url: string;
  secret: string;
}

const MOST_MINIMUM = LONGEST_PASSWORD / 2;
const SHORTEST_SECRET = 16;

/** @throws ConfigError naming the variable, its fault and an example. */
export function readPasswordConfig(env: Environment, hasAccounts: boolean): PasswordConfig {
  return {
    minimum: readMinimum(env.PASSWORD_MIN_LENGTH),
    elsewhere: readElsewhere(env.PASSWORD_HELP_URL),
    source: readSource(env, hasAccounts),
  };
}

function readMinimum(text: string | undefined): number {
  if (!text) return SHORTEST_PASSWORD;
  const minimum = Number(text);
  if (Number.isInteger(minimum) && minimum >= SHORTEST_PASSWORD && minimum <= MOST_MINIMUM) {
    return minimum;
  }
  throw new ConfigError(
    `PASSWORD_MIN_LENGTH is "${text}": give a number from ${SHORTEST_PASSWORD} to ${MOST_MINIMUM}, like PASSWORD_MIN_LENGTH=12.`,
  );
}

function readElsewhere(text: string | undefined): string | null {
  if (!text) return null;
  const url = parseUrl(text);
  if (url?.protocol === 'https:' && !url.username && !url.password) return url.href;
  throw new ConfigError(
    `PASSWORD_HELP_URL is "${hidePassword(text)}", which is not an https address: give the page where people change their password, like PASSWORD_HELP_URL=https://accounts.example.org/.`,
  );
}

function readSource(env: Environment, hasAccounts: boolean): PasswordSource | null {
  const text = env.PASSWORD_URL;
  if (!text) return hasAccounts ? { kind: 'accounts' } : null;
  if (text === 'accounts:') {
    if (hasAccounts) return { kind: 'accounts' };
    throw new ConfigError(
      'PASSWORD_URL is "accounts:", but there is no account store: set ACCOUNTS_URL too, or name another way like PASSWORD_URL=ldaps://ldap.example.org.',
    );
  }
  if (/^sqlite:./.test(text) || /^postgres(ql)?:\/\//.test(text)) return readSql(env, text);
  const url = parseUrl(text);
  if (url?.protocol === 'ldap:' || url?.protocol === 'ldaps:') return readLdap(env, url);
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return readHook(env, url);
  throw new ConfigError(
    `PASSWORD_URL is "${hidePassword(text)}", which is none of accounts:, sqlite:PATH, postgres://…, ldaps://…, ldap://… or https://…: give one like PASSWORD_URL=ldaps://ldap.example.org.`,
  );
}

function readSql(env: Environment, url: string): SqlSource {
  const example =
    "give one like PASSWORD_SQL='UPDATE mailbox SET password = :hash WHERE username = :address'.";
  if (!env.PASSWORD_SQL) {
    throw new ConfigError(`PASSWORD_SQL is not set, but PASSWORD_URL names a database: ${example}`);
  }
  const fault = readStatement(env.PASSWORD_SQL).fault;
  if (fault) throw new ConfigError(`PASSWORD_SQL ${fault}: ${example}`);
  if (env.PASSWORD_HASH && env.PASSWORD_HASH.toLowerCase() !== 'argon2id') {
    throw new ConfigError(
      `PASSWORD_HASH is "${env.PASSWORD_HASH}", but Sobre writes ARGON2ID only: set PASSWORD_HASH=argon2id, or have the database or a hook (PASSWORD_URL=https://…) write another.`,
    );
  }
  return { kind: 'sql', url, statement: env.PASSWORD_SQL };
}

function readLdap(env: Environment, url: URL): LdapSource {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const example = 'give one like PASSWORD_URL=ldaps://ldap.example.org.';
  if (!host || url.username || url.password) {
    throw new ConfigError(`PASSWORD_URL names no host, or holds a login: ${example}`);
  }
  const plain = url.searchParams.get('tls') === 'off';
  const anyCertificate = env.MAIL_TLS_VERIFY === 'off';
  if ((plain || anyCertificate) && !isLoopback(host)) {
    throw new ConfigError(
      `PASSWORD_URL would send passwords to ${host} unprotected, which is allowed to this machine only: remove ?tls=off and MAIL_TLS_VERIFY, or use MAIL_CA_FILE=/path/to/ca.pem.`,
    );
  }
  const secure = url.protocol === 'ldaps:';
  const bind = readBind(env);
  return {
    kind: 'ldap',
    host,
    port: url.port ? Number(url.port) : secure ? 636 : 389,
    security: plain ? 'none' : secure ? 'tls' : 'starttls',
    ca: readCa(env.MAIL_CA_FILE),
    anyCertificate,
    entry: readEntry(env),
    bind,
    as: readWriter(env.PASSWORD_LDAP_AS, bind !== null),
  };
}

function readEntry(env: Environment): LdapSource['entry'] {
  const { PASSWORD_LDAP_DN: dn, PASSWORD_LDAP_BASE: base, PASSWORD_LDAP_FILTER: filter } = env;
  const names = /\{(address|user)\}/;
  if (dn && names.test(dn)) return { dn };
  if (base && names.test(filter || '(mail={address})')) {
    return { base, filter: filter || '(mail={address})' };
  }
  throw new ConfigError(
    'PASSWORD_URL names a directory, but not whose entry is whose: set PASSWORD_LDAP_DN="uid={user},ou=people,dc=example,dc=org", or PASSWORD_LDAP_BASE="ou=people,dc=example,dc=org" with PASSWORD_LDAP_FILTER="(mail={address})".',
  );
}

function readBind(env: Environment): LdapSource['bind'] {
  const { PASSWORD_LDAP_BIND_DN: dn, PASSWORD_LDAP_BIND_PASSWORD: password } = env;
  if (!dn && !password) return null;
  if (dn && password) return { dn, password };
  throw new ConfigError(
    'PASSWORD_LDAP_BIND_DN and PASSWORD_LDAP_BIND_PASSWORD go together: set both, or neither.',
  );
}

function readWriter(text: string | undefined, hasBind: boolean): LdapSource['as'] {
  if (!text || text === 'self') return 'self';
  if (text === 'admin' && hasBind) return 'admin';
  throw new ConfigError(
    `PASSWORD_LDAP_AS is "${text}": give self, or admin together with PASSWORD_LDAP_BIND_DN and PASSWORD_LDAP_BIND_PASSWORD.`,
  );
}

function readHook(env: Environment, url: URL): HookSource {
  const example = 'give one like PASSWORD_URL=https://accounts.example.org/password.';
  if (url.username || url.password) {
    throw new ConfigError(`PASSWORD_URL holds a login: set PASSWORD_HOOK_SECRET, and ${example}`);
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname.replace(/^\[|\]$/g, ''))) {
    throw new ConfigError(
      `PASSWORD_URL is "${url.href}", but passwords go over http to this machine only: ${example}`,
    );
  }
  if ((env.PASSWORD_HOOK_SECRET ?? '').length < SHORTEST_SECRET) {
    throw new ConfigError(
      `PASSWORD_HOOK_SECRET is missing or shorter than ${SHORTEST_SECRET} characters: make one with "openssl rand -base64 32".`,
    );
  }
  return { kind: 'hook', url: url.href, secret: env.PASSWORD_HOOK_SECRET! };
}
