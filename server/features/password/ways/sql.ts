import { Refusal } from '../../../../shared/refusal.ts';
import type { SqlSource } from '../../../config-password.ts';
import type { PasswordWay } from '../../../context.ts';
import { openForeignDatabase } from '../../../store/foreign-database.ts';
import { hashPassword } from '../../../store/password-hash.ts';
import { partsOf } from './parts.ts';

/** Writes the hash of a new password with the administrator's own statement. */
export function sqlWay({ url, statement }: SqlSource): PasswordWay {
  const database = openForeignDatabase(url);
  return {
    async change({ account, next }) {
      const hash = await hashPassword(next);
      const changed = await database
        .changeOne(statement, { ...partsOf(account), hash })
        .catch((error: unknown) => {
          throw new Refusal('password-unwritten', 'The database of passwords failed.', {}, error);
        });
      if (changed === 1) return;
      throw new Refusal(
        'password-unwritten',
        `PASSWORD_SQL would have changed ${changed} rows instead of one: nothing was changed.`,
      );
    },
    close: () => database.close(),
  };
}
