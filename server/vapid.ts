import { createECDH } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import webPush from 'web-push';
import { ConfigError, type Environment } from './config-values.ts';

/** How push services know us (VAPID, RFC 8292), and where we may send. */
export interface WebPushConfig {
  /** P-256 public point and private scalar, base64url. */
  publicKey: string;
  privateKey: string;
  /** Whom a push service may ask about us: https: or mailto:. */
  subject: string;
  /** Hosts of push services, each with what lies below it; null = every public one. */
  hosts: string[] | null;
}

const EXAMPLE = 'make a pair with "npx web-push generate-vapid-keys", or unset both.';

/**
 * The keys of `VAPID_PUBLIC_KEY` and `VAPID_PRIVATE_KEY`, or those made once in `DATA_DIR`: browsers that
 * subscribed with one key do not hear another.
 *
 * @returns null when `WEB_PUSH` is off.
 * @throws ConfigError
 */
export function readWebPush(
  env: Environment,
  isOn: boolean,
  dataDir: string,
  publicUrl: URL,
): WebPushConfig | null {
  if (!isOn) return null;
  const subject =
    publicUrl.protocol === 'https:' ? publicUrl.origin : `mailto:postmaster@${publicUrl.hostname}`;
  return { ...readKeys(env, dataDir), subject, hosts: readHosts(env.WEB_PUSH_HOSTS) };
}

function readKeys(env: Environment, dataDir: string) {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = env;
  if (publicKey && privateKey) {
    return checked({ publicKey, privateKey }, 'VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY');
  }
  if (publicKey || privateKey) {
    const [there, missing] = publicKey
      ? ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY']
      : ['VAPID_PRIVATE_KEY', 'VAPID_PUBLIC_KEY'];
    throw new ConfigError(`${there} is set, but ${missing} is not: ${EXAMPLE}`);
  }
  const file = join(dataDir, 'vapid.json');
  if (existsSync(file)) return checked(parse(readFileSync(file, 'utf8')), file);
  const made = webPush.generateVAPIDKeys();
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

interface Keys {
  publicKey: string;
  privateKey: string;
}

function parse(text: string): Keys {
  try {
    const { publicKey = '', privateKey = '' } = JSON.parse(text) as Partial<Keys>;
    return { publicKey, privateKey };
  } catch {
    return { publicKey: '', privateKey: '' };
  }
}

/** Both are what they say, and belong together. */
function checked({ publicKey, privateKey }: Keys, name: string): Keys {
  const point = Buffer.from(publicKey, 'base64url');
  const scalar = Buffer.from(privateKey, 'base64url');
  const isPair = point.length === 65 && scalar.length === 32 && isKeyPair(point, scalar);
  if (isPair) return { publicKey, privateKey };
  throw new ConfigError(`${name} do not hold a pair of VAPID keys: ${EXAMPLE}`);
}

function isKeyPair(point: Buffer, scalar: Buffer): boolean {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(scalar);
  } catch {
    return false;
  }
  return pair.getPublicKey().equals(point);
}

function readHosts(text: string | undefined): string[] | null {
  if (!text) return null;
  const hosts = text.split(',').map((host) => host.trim().toLowerCase());
  const wrong = hosts.find((host) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host));
  if (wrong === undefined) return hosts;
  throw new ConfigError(
    `WEB_PUSH_HOSTS holds "${wrong}", which is no host name: give some like WEB_PUSH_HOSTS=fcm.googleapis.com,push.services.mozilla.com.`,
  );
}
