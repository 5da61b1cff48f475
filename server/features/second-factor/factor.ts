import type { SecondStepWay } from '../../../shared/session.ts';
import type { Context } from '../../context.ts';
import { seal, unseal } from '../../mail/sealed.ts';
import { listPasskeys } from '../../store/passkeys.ts';
import {
  countRecoveryCodes,
  deleteSecondFactor,
  findAuthenticator,
  replaceRecoveryCodes,
  spendRecoveryCode,
  spendStep,
} from '../../store/second-factor.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import { stepOf } from './totp.ts';

/** The ways in which an account can do a second step; none = the password is enough. */
export async function waysOf({ store }: Context, account: string): Promise<SecondStepWay[]> {
  const ways: SecondStepWay[] = [];
  if (await findAuthenticator(store, account)) ways.push('code');
  if ((await listPasskeys(store, account)).length > 0) ways.push('passkey');
  if (ways.length > 0) ways.push('recovery');
  return ways;
}

/** Takes a code of the account's authenticator app, once (security S-40). */
export async function takeCode(context: Context, account: string, code: string): Promise<boolean> {
  const authenticator = await findAuthenticator(context.store, account);
  if (!authenticator) return false;
  let secret: string;
  try {
    secret = openSecret(context, account, authenticator.sealed);
  } catch {
    context.log.error(
      'An authenticator was sealed under another SECRET_KEY: its codes cannot be checked.',
    );
    return false;
  }
  const step = stepOf(secret, code, Date.now());
  return step !== null && (await spendStep(context.store, account, step));
}

/** Takes a recovery code, once. */
export function takeRecoveryCode(
  { store, config }: Context,
  account: string,
  code: string,
): Promise<boolean> {
  return spendRecoveryCode(store, account, hashRecoveryCode(account, code, config.secretKey));
}

/** Makes ten new recovery codes, which put those from before out of force. */
export async function renewRecoveryCodes(
  { store, config }: Context,
  account: string,
): Promise<string[]> {
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(account, code, config.secretKey));
  await replaceRecoveryCodes(store, account, hashes);
  return codes;
}

/** Recovery codes for who has none: with the first factor, and when all are spent. */
export async function firstRecoveryCodes(
  context: Context,
  account: string,
): Promise<string[] | null> {
  const left = await countRecoveryCodes(context.store, account);
  return left > 0 ? null : renewRecoveryCodes(context, account);
}

/**
 * Takes two-step sign-in away from an account: its last factor was removed, or an administrator helps
 * somebody who lost the phone and the codes. A password alone signs in from then on.
 *
 * @returns false when there was nothing to take away.
 */
export const takeAway = ({ store }: Pick<Context, 'store'>, account: string): Promise<boolean> =>
  deleteSecondFactor(store, account);

/** Seals an authenticator's secret: the store alone opens none. */
export const sealSecret = ({ config }: Context, account: string, secret: string): string =>
  seal(secret, account, AUTHENTICATOR, config.secretKey);

export const openSecret = ({ config }: Context, account: string, sealed: string): string =>
  unseal(sealed, account, AUTHENTICATOR, config.secretKey);

const AUTHENTICATOR = Buffer.from('authenticator secret');
