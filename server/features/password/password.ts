import { type RequestHandler, Router } from 'express';
import { personalWords } from '../../../shared/password/personal.ts';
import {
  changePassword as changeEndpoint,
  type PasswordTerms,
  readPasswordTerms,
} from '../../../shared/password.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { mailboxName } from '../../store/accounts.ts';
import { listIdentities } from '../../store/identities.ts';
import { addressesOf, type SignedIn, sessionOf } from '../session/session.ts';
import { changePassword } from './change.ts';
import { prepareJudge } from './judge.ts';

/** The password of a mailbox. */
export function password(context: Context): Router {
  const router = Router();
  router.get(
    readPasswordTerms.path,
    handle(readPasswordTerms, async (_input, request) => {
      const canChange = context.passwords !== null;
      if (canChange) prepareJudge();
      const terms = await termsOf(context, sessionOf(request));
      return { ...terms, canChange, elsewhere: context.config.password.elsewhere };
    }),
  );
  router.put(
    changeEndpoint.path,
    handle(changeEndpoint, async (input, request, response) => {
      const terms = await termsOf(context, sessionOf(request));
      return changePassword(context, { ...input, terms }, request, response);
    }),
  );
  return router;
}

/** Where password managers send people (W3C "A well-known URL for changing passwords"). */
export const changePasswordPage: RequestHandler = (_request, response) => {
  response.redirect(302, '/settings/password');
};

async function termsOf(context: Context, { account }: SignedIn): Promise<PasswordTerms> {
  const addresses = await addressesOf(context, account);
  const identities = await listIdentities(context.store, account);
  const name = context.accounts ? await mailboxName(context.accounts, account) : '';
  const { hostname } = new URL(context.config.publicUrl);
  const known = [...addresses, name, ...identities.map((one) => one.name), hostname];
  return { minimum: context.config.password.minimum, personal: personalWords(known) };
}
