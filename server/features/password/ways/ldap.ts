import { BerWriter, Client, escapeFilter, InvalidCredentialsError, ResultCodeError } from 'ldapts';
import { Refusal } from '../../../../shared/refusal.ts';
import type { LdapSource } from '../../../config-password.ts';
import type { PasswordWay } from '../../../context.ts';
import { tlsOptions } from '../../../mail/servers.ts';
import { fillTemplate } from './parts.ts';

const PATIENCE = 10_000;
/** LDAP Password Modify (RFC 3062): the directory hashes, and asks its own policy. */
const PASSWORD_MODIFY = '1.3.6.1.4.1.4203.1.11.1';

/** Changes a password in a directory, as the person or as the administrator. */
export function ldapWay(source: LdapSource): PasswordWay {
  return {
    async change({ account, current, next }) {
      const client = clientOf(source);
      try {
        if (source.security === 'starttls') await client.startTLS(tlsOf(source));
        const dn = await entryOf(client, source, account);
        if (source.as === 'admin') await bindSearcher(client, source);
        else await client.bind(dn, current);
        const old = source.as === 'self' ? current : null;
        await client.exop(PASSWORD_MODIFY, passwordModify(dn, old, next));
      } catch (error) {
        throw refusalOf(error);
      } finally {
        await client.unbind().catch(() => {});
      }
    },
    close: async () => {},
  };
}

function clientOf(source: LdapSource): Client {
  const { host, port, security } = source;
  const name = host.includes(':') ? `[${host}]` : host;
  return new Client({
    url: `${security === 'tls' ? 'ldaps' : 'ldap'}://${name}:${port}`,
    timeout: PATIENCE,
    connectTimeout: PATIENCE,
    ...(security === 'tls' && { tlsOptions: tlsOf(source) }),
  });
}

const tlsOf = (source: LdapSource) => ({ ...tlsOptions(source), host: source.host });

async function entryOf(client: Client, source: LdapSource, account: string): Promise<string> {
  const { entry } = source;
  if ('dn' in entry) return fillTemplate(entry.dn, account, escapeDn);
  await bindSearcher(client, source);
  const { searchEntries } = await client.search(entry.base, {
    scope: 'sub',
    filter: fillTemplate(entry.filter, account, (text) => escapeFilter`${text}`),
    attributes: ['1.1'],
    sizeLimit: 2,
  });
  const [found, ...others] = searchEntries;
  if (found && !others.length) return found.dn;
  throw new Refusal(
    'password-unwritten',
    `PASSWORD_LDAP_FILTER finds ${searchEntries.length} entries instead of one.`,
  );
}

async function bindSearcher(client: Client, { bind }: LdapSource) {
  if (bind) await client.bind(bind.dn, bind.password);
}

/** RFC 4514, section 2.4: every sign that may mean something stands as its bytes. */
const escapeDn = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return /[\w.@-]/.test(sign) ? sign : `\\${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');

function passwordModify(dn: string, current: string | null, next: string): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeString(dn, 0x80);
  if (current !== null) writer.writeString(current, 0x81);
  writer.writeString(next, 0x82);
  writer.endSequence();
  return writer.buffer;
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof InvalidCredentialsError) {
    return new Refusal('password-wrong', 'The directory refused the old password.', {}, error);
  }
  const code = error instanceof ResultCodeError ? error.code : 0;
  if (!POLICY.has(code)) {
    return new Refusal('password-unwritten', 'The directory failed.', {}, error);
  }
  // Its message is in the directory's language, and may name an entry: the code says enough.
  return new Refusal('password-refused', 'The directory refused the password.', {}, error);
}

/** constraintViolation and unwillingToPerform: what a password policy answers (draft-behera-ldap-password-policy). */
const POLICY = new Set([19, 53]);
