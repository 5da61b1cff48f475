import { Refusal } from '../../../shared/refusal.ts';
import type { PasswordSource } from '../../config-password.ts';
import type { PasswordWay } from '../../context.ts';
import { setMailboxPassword } from '../../store/accounts.ts';
import type { Accounts } from '../../store/accounts-data.ts';
import { hookWay } from './ways/hook.ts';
import { ldapWay } from './ways/ldap.ts';
import { sqlWay } from './ways/sql.ts';

/** How new passwords reach the mail server; null where that is not for us. */
export function openPasswordWay(
  source: PasswordSource | null,
  accounts: Accounts | null,
): PasswordWay | null {
  if (!source) return null;
  if (source.kind === 'sql') return sqlWay(source);
  if (source.kind === 'ldap') return ldapWay(source);
  if (source.kind === 'hook') return hookWay(source);
  return accounts && accountsWay(accounts);
}

/** The account store: Dovecot reads it at the next login. */
const accountsWay = (accounts: Accounts): PasswordWay => ({
  async change({ account, next }) {
    if (await setMailboxPassword(accounts, account, next)) return;
    throw new Refusal('password-unwritten', 'The account store has no such mailbox.');
  },
  close: async () => {},
});
