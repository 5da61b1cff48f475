import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { type PasswordConfig, readPasswordConfig } from './config-password.ts';
import {
  ConfigError,
  type Environment,
  hidePassword,
  isLoopback,
  parseUrl,
  readCa,
} from './config-values.ts';
import type { CardDavServer, MailServer, MailServers } from './mail/servers.ts';
import { readWebPush, type WebPushConfig } from './vapid.ts';

/** What the environment means (INTERFACES.md, "Environment"). Built once, at the start. */
export interface Config {
  port: number;
  host: string;
  /** Address in the user's browser, without a trailing slash. */
  publicUrl: string;
  /** Origins whose state-changing requests and sockets are accepted. */
  origins: string[];
  /** True behind https: decides `__Host-`, Secure and HSTS. */
  secure: boolean;
  servers: MailServers;
  /** Where address books are kept elsewhere; null = only here. */
  carddav: CardDavServer | null;
  /** Names under which our own servers write Authentication-Results (RFC 8601), lower case. */
  authservIds: string[];
  databaseUrl: string;
  accountsUrl: string | null;
  dataDir: string;
  /** 32 bytes: the server's half of the key that seals credentials. */
  secretKey: Buffer;
  trustedProxies: string[];
  logLevel: LogLevel;
  /** Whether letters may be sent later, and with it their sender's password kept until then. */
  sendLater: boolean;
  /** Telling browsers of new mail while no page is open; null = off. */
  webPush: WebPushConfig | null;
  /** Which passwords people may choose, and how they are written. */
  password: PasswordConfig;
  /** Grams of CO2 that a stored message is said to cost a year; null = it is not spoken of. */
  co2GramsPerMailYear: number | null;
  /** Built client (index.html and assets). */
  clientDir: string;
}

const logLevels = ['error', 'warn', 'info', 'debug'] as const;
type LogLevel = (typeof logLevels)[number];

/**
 * Reads the environment.
 *
 * @throws ConfigError naming the variable, its fault and an example.
 */
export function readConfig(env: Environment, clientDir: string): Config {
  refuseUnsupported(env);
  const port = readPort(env.PORT);
  const dataDir = resolve(env.DATA_DIR || './data');
  const publicUrl = readPublicUrl(env.PUBLIC_URL, port);
  const servers = readServers(env);
  const accountsUrl = readDatabaseUrl('ACCOUNTS_URL', env.ACCOUNTS_URL);
  return {
    port,
    host: env.HOST || '127.0.0.1',
    publicUrl: publicUrl.origin,
    origins: env.PUBLIC_URL ? [publicUrl.origin] : loopbackOrigins(port),
    secure: publicUrl.protocol === 'https:',
    servers,
    carddav: readCardDav(env),
    authservIds: readAuthservIds(env.AUTHSERV_IDS, servers),
    databaseUrl:
      readDatabaseUrl('DATABASE_URL', env.DATABASE_URL) ??
      `sqlite:${join(dataDir, 'sobre.sqlite')}`,
    accountsUrl,
    dataDir,
    secretKey: readSecretKey(env.SECRET_KEY, dataDir),
    trustedProxies: readTrustedProxies(env.TRUSTED_PROXIES),
    logLevel: readLogLevel(env.LOG_LEVEL),
    sendLater: readSwitch('SEND_LATER', env.SEND_LATER),
    webPush: readWebPush(env, readSwitch('WEB_PUSH', env.WEB_PUSH), dataDir, publicUrl),
    password: readPasswordConfig(env, accountsUrl !== null),
    co2GramsPerMailYear: readGrams(env.CO2_GRAMS_PER_MAIL_YEAR),
    clientDir,
  };
}

function refuseUnsupported(env: Environment) {
  if (env.REDIS_URL) {
    throw new ConfigError(
      'REDIS_URL is set, but this version of Sobre runs as one process and does not use Redis yet: unset REDIS_URL.',
    );
  }
}

function readPort(text: string | undefined): number {
  if (!text) return 8080;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigError(`PORT is "${text}", which is not a port number: give one like PORT=8080.`);
}

function readPublicUrl(text: string | undefined, port: number): URL {
  const example = 'give the address in the browser, like PUBLIC_URL=https://webmail.example.org.';
  if (!text) return new URL(`http://localhost:${port}`);
  const url = parseUrl(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConfigError(
      `PUBLIC_URL is "${text}", which is not an http or https address: ${example}`,
    );
  }
  if (url.pathname !== '/' || url.search || url.hash) {
    throw new ConfigError(
      `PUBLIC_URL is "${text}", but Sobre lives at the root of a host: ${example}`,
    );
  }
  return url;
}

// Without PUBLIC_URL the page is for this machine: people type either name of it.
function loopbackOrigins(port: number): string[] {
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${port}`);
}

function readServers(env: Environment): MailServers {
  const example = 'give one like IMAP_URL=imaps://mail.example.org:993.';
  if (!env.IMAP_URL) {
    throw new ConfigError(
      `IMAP_URL is not set: ${example} (npm start without it brings its own mail server.)`,
    );
  }
  const tls = { ca: readCa(env.MAIL_CA_FILE), anyCertificate: env.MAIL_TLS_VERIFY === 'off' };
  const imap = readServer('IMAP_URL', env.IMAP_URL, { imap: 143, imaps: 993 }, tls);
  const smtpUrl = env.SMTP_URL || `smtp://${bracketed(imap.host)}:587`;
  const sieveUrl = env.SIEVE_URL || `sieve://${bracketed(imap.host)}:4190`;
  return {
    imap,
    smtp: readServer('SMTP_URL', smtpUrl, { smtp: 587, smtps: 465 }, tls),
    sieve: readServer('SIEVE_URL', sieveUrl, { sieve: 4190 }, tls),
  };
}

function readServer(
  name: string,
  text: string,
  ports: Record<string, number>,
  tls: { ca: Buffer | undefined; anyCertificate: boolean },
): MailServer {
  const schemes = Object.keys(ports);
  const example = `give one like ${name}=${schemes.at(-1)}://mail.example.org:${Object.values(ports).at(-1)}.`;
  const url = parseUrl(text);
  const scheme = url?.protocol.slice(0, -1) ?? '';
  if (!url?.hostname || !(scheme in ports)) {
    throw new ConfigError(
      `${name} is "${hidePassword(text)}", which is not a ${schemes.join(' or ')} address: ${example}`,
    );
  }
  if (url.username || url.password) {
    throw new ConfigError(
      `${name} holds a login, but every user signs in with their own: ${example}`,
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const plain = url.searchParams.get('tls') === 'off';
  if (plain && !isLoopback(host)) {
    throw new ConfigError(
      `${name} asks for tls=off, which is allowed to this machine only: remove ?tls=off, or use 127.0.0.1.`,
    );
  }
  if (tls.anyCertificate && !isLoopback(host)) {
    throw new ConfigError(
      `MAIL_TLS_VERIFY is "off", which is allowed to this machine only, but ${name} names ${host}: use MAIL_CA_FILE=/path/to/ca.pem instead.`,
    );
  }
  const implicit = scheme.endsWith('s');
  return {
    host,
    port: url.port ? Number(url.port) : ports[scheme]!,
    security: plain ? 'none' : implicit ? 'tls' : 'starttls',
    ca: tls.ca,
    anyCertificate: tls.anyCertificate,
  };
}

function readCardDav(env: Environment): CardDavServer | null {
  const text = env.CARDDAV_URL;
  if (!text) return null;
  const example = 'give one like CARDDAV_URL=https://dav.example.org/{user}/.';
  const url = parseUrl(text.replace(/\{(email|user|domain)\}/g, 'x'));
  if (!url?.hostname || !['http:', 'https:'].includes(url.protocol)) {
    throw new ConfigError(
      `CARDDAV_URL is "${hidePassword(text)}", which is not an https address: ${example}`,
    );
  }
  if (url.username || url.password) {
    throw new ConfigError(
      `CARDDAV_URL holds a login, but every user signs in with their own: ${example}`,
    );
  }
  if (/^[a-z]+:\/\/[^/]*\{/i.test(text)) {
    throw new ConfigError(
      `CARDDAV_URL names its host by the user, but all passwords go to one host: ${example}`,
    );
  }
  const loopback = isLoopback(url.hostname.replace(/^\[|\]$/g, ''));
  if (url.protocol === 'http:' && !loopback) {
    throw new ConfigError(
      `CARDDAV_URL is "${text}", but passwords go over http to this machine only: ${example}`,
    );
  }
  return {
    template: text,
    ca: readCa(env.MAIL_CA_FILE),
    anyCertificate: env.MAIL_TLS_VERIFY === 'off' && loopback,
  };
}

/** Unset: the hosts of the mail server, whose name most filters use. */
function readAuthservIds(text: string | undefined, { imap, smtp }: MailServers): string[] {
  const ids = text ? text.split(',') : [imap.host, smtp.host].filter((host) => isIP(host) === 0);
  const names = [...new Set(ids.map((id) => id.trim().toLowerCase()).filter(Boolean))];
  const wrong = names.find((name) => !/^[\w.-]{1,253}$/.test(name));
  if (wrong) {
    throw new ConfigError(
      `AUTHSERV_IDS holds "${wrong}", which is no server name: give the names that your own mail servers write first in Authentication-Results, like AUTHSERV_IDS=mx.example.org.`,
    );
  }
  return names;
}

const bracketed = (host: string) => (isIP(host) === 6 ? `[${host}]` : host);

function readDatabaseUrl(name: string, text: string | undefined): string | null {
  if (!text) return null;
  if (/^sqlite:./.test(text) || /^postgres(ql)?:\/\//.test(text)) return text;
  throw new ConfigError(
    `${name} is "${hidePassword(text)}", which is neither sqlite:PATH nor postgres://…: give one like ${name}=sqlite:/var/lib/sobre/sobre.sqlite.`,
  );
}

function readSecretKey(text: string | undefined, dataDir: string): Buffer {
  if (text) return decodeSecretKey(text, 'SECRET_KEY');
  const file = join(dataDir, 'secret.key');
  if (existsSync(file)) return decodeSecretKey(readFileSync(file, 'utf8').trim(), file);
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const key = randomBytes(32);
  writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}

function decodeSecretKey(text: string, name: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  throw new ConfigError(
    `${name} must be 32 bytes in base64, but holds ${key.length}: make one with "openssl rand -base64 32".`,
  );
}

function readTrustedProxies(text: string | undefined): string[] {
  const proxies = (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const wrong = proxies.find((proxy) => !isAddressOrNetwork(proxy));
  if (wrong) {
    throw new ConfigError(
      `TRUSTED_PROXIES holds "${wrong}", which is no address or network: give some like TRUSTED_PROXIES=127.0.0.1,10.0.0.0/8.`,
    );
  }
  return proxies;
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/');
  const family = isIP(address);
  return (
    family !== 0 &&
    (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)))
  );
}

function readLogLevel(text: string | undefined): LogLevel {
  if (!text) return 'info';
  const level = logLevels.find((known) => known === text);
  if (level) return level;
  throw new ConfigError(`LOG_LEVEL is "${text}": give one of ${logLevels.join(', ')}.`);
}

function readSwitch(name: string, text: string | undefined): boolean {
  if (!text || text === 'on') return true;
  if (text === 'off') return false;
  throw new ConfigError(`${name} is "${text}": give on or off, like ${name}=off.`);
}

function readGrams(text: string | undefined): number | null {
  if (!text) return null;
  const grams = Number(text);
  if (grams >= 0.1 && grams <= 100) return grams;
  throw new ConfigError(
    `CO2_GRAMS_PER_MAIL_YEAR is "${text}", which is no number from 0.1 to 100: give one like CO2_GRAMS_PER_MAIL_YEAR=10, or unset it.`,
  );
}
