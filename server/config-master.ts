import { ConfigError, type Environment } from './config-values.ts';
import type { MasterUser } from './mail/pool.ts';

const EXAMPLE =
  'give the name and the password of a Dovecot master user, like IMAP_MASTER_USER=tidy IMAP_MASTER_PASSWORD=….';

/**
 * Who signs in to every mailbox for the administrator's commands.
 *
 * @throws ConfigError naming the variable, its fault and an example.
 */
export function readMaster(env: Environment): MasterUser {
  const { IMAP_MASTER_USER: user, IMAP_MASTER_PASSWORD: password } = env;
  const separator = env.IMAP_MASTER_SEPARATOR || '*';
  if (!user) throw new ConfigError(`IMAP_MASTER_USER is not set: ${EXAMPLE}`);
  if (!password) throw new ConfigError(`IMAP_MASTER_PASSWORD is not set: ${EXAMPLE}`);
  if (!/^[^\s\p{L}\p{N}@.]$/u.test(separator)) {
    throw new ConfigError(
      `IMAP_MASTER_SEPARATOR is "${separator}": give the one sign that is auth_master_user_separator in Dovecot, like IMAP_MASTER_SEPARATOR=*.`,
    );
  }
  if (/\s/.test(user) || user.includes(separator)) {
    throw new ConfigError(
      `IMAP_MASTER_USER is "${user}": give the master's name alone, without spaces and without "${separator}", like IMAP_MASTER_USER=tidy.`,
    );
  }
  return { user, password, separator };
}
