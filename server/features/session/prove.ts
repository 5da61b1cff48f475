import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import type { Login } from '../../mail/login.ts';
import { isAppPassword } from '../../store/app-passwords.ts';
import { oneAtATime } from '../turns.ts';
import { type SignInLimits, signInLimits } from './limits.ts';

/** A refusal takes this long, whether the user exists or not (security S-39). */
const REFUSAL_TIME = 2500;

const limitsOf = new WeakMap<Context, SignInLimits>();

/**
 * Proves a password against the mail server: at the sign-in, and again before what a stolen session must
 * not do. Wrong ones are counted together. A password made for one device is right at the mail server and is
 * refused here: it would leave the second step out, and could change the very password it stands beside.
 *
 * @throws Refusal `credentials-wrong`, `app-password-refused`, `rate-limited` or `mail-server-down`.
 */
export async function provePassword(
  context: Context,
  account: string,
  password: string,
  clientAddress: string,
): Promise<void> {
  const limits = limitsOf.get(context) ?? signInLimits();
  limitsOf.set(context, limits);
  const answerAt = Date.now() + REFUSAL_TIME;
  await limits.take(clientAddress);
  try {
    // One after the other: of many tries at once, too, each is counted before the next.
    await oneAtATime(`prove ${account}`, async () => {
      await limits.check(account);
      await ask(context, account, password, clientAddress).catch(async (error) => {
        if (isWrong(error)) await limits.failed(account);
        throw error;
      });
      await limits.succeeded(account);
    });
  } catch (error) {
    if (isWrong(error)) await until(answerAt);
    else await limits.giveBack(clientAddress);
    throw error;
  }
  await limits.giveBack(clientAddress);
}

/**
 * Proves the password of the one who is signed in.
 *
 * @throws Refusal `password-wrong`, `app-password-refused`, `rate-limited` or `mail-server-down`.
 */
export async function proveOwn(
  context: Context,
  { account, clientAddress = '' }: Login,
  password: string,
): Promise<void> {
  try {
    await provePassword(context, account, password, clientAddress);
  } catch (error) {
    // The session is not what is wrong here.
    if (isWrong(error)) throw new Refusal('password-wrong', 'The password is wrong.', {}, error);
    throw error;
  }
}

async function ask(context: Context, account: string, password: string, clientAddress: string) {
  await context.mail.signIn(account, password, clientAddress);
  // Before the count is forgotten: who has a lost phone must not guess the main password for ever.
  if (context.accounts && (await isAppPassword(context.accounts, account, password))) {
    throw new Refusal('app-password-refused', 'This is a password for a mail program.');
  }
}

const isWrong = (error: unknown) => error instanceof Refusal && error.code === 'credentials-wrong';

const until = (time: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, time - Date.now())));
