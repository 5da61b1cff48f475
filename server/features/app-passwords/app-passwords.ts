import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { Router } from 'express';
import {
  listAppPasswords as listEndpoint,
  MOST_APP_PASSWORDS,
  makeAppPassword,
  revokeAppPassword,
} from '../../../shared/app-passwords.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { seal } from '../../mail/sealed.ts';
import type { Accounts } from '../../store/accounts-data.ts';
import {
  addAppPassword,
  deleteAppPassword,
  forgetUse,
  listAppPasswords,
} from '../../store/app-passwords.ts';
import { announce, type Notice } from '../notices.ts';
import { proveOwn } from '../session/prove.ts';
import { type SignedIn, sessionOf } from '../session/session.ts';

/** Passwords for single devices. They are kept with the accounts, where the mail server reads them. */
export function appPasswords(context: Context): Router {
  const router = Router();
  router.get(
    listEndpoint.path,
    handle(listEndpoint, async (_input, request) => {
      const { account } = sessionOf(request);
      const { accounts } = context;
      return {
        offered: accounts !== null,
        appPasswords: accounts ? await listAppPasswords(accounts, account) : [],
      };
    }),
  );
  router.post(
    makeAppPassword.path,
    handle(makeAppPassword, async ({ name, password }, request) => {
      const session = sessionOf(request);
      const accounts = accountsOf(context);
      await proveOwn(context, session, password);
      if ((await listAppPasswords(accounts, session.account)).length >= MOST_APP_PASSWORDS) {
        throw new Refusal('limit-reached', 'There are enough app passwords.');
      }
      const made = await make(accounts, session.account, name);
      await tryOut(context, accounts, session, made);
      await announce(context, session, madeNotice(name));
      const { id, createdAt, secret } = made;
      return { appPassword: { id, name, createdAt, usedAt: null }, secret };
    }),
  );
  router.delete(
    revokeAppPassword.path,
    handle(revokeAppPassword, async ({ id }, request) => {
      const { account } = sessionOf(request);
      const name = await deleteAppPassword(accountsOf(context), account, id);
      if (name === undefined) throw new Refusal('not-found', 'There is no such app password.');
      return {};
    }),
  );
  return router;
}

function accountsOf({ accounts }: Context): Accounts {
  if (accounts) return accounts;
  throw new Refusal('app-passwords-off', 'The accounts of the mail server are not kept here.');
}

async function make(accounts: Accounts, address: string, name: string) {
  const createdAt = Date.now();
  for (;;) {
    const id = randomUUID();
    const secret = newSecret();
    // Of 65,536 selectors at most a few are taken: the next password has another.
    const kept = await addAppPassword(accounts, address, {
      ...{ id, name, password: secret, now: createdAt },
    });
    if (kept) return { id, secret, createdAt };
  }
}

// No letter or digit that is read for another one; with four groups, 79 bits.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

const newSecret = () => Array.from({ length: 4 }, newGroup).join('-');

const newGroup = () =>
  Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** A password that the mail server does not take is not given out: its passdb may not be set up yet. */
async function tryOut(
  { mail, config, log }: Context,
  accounts: Accounts,
  { account, clientAddress }: SignedIn,
  { id, secret }: { id: string; secret: string },
) {
  const cookieKey = randomBytes(32);
  const sealed = seal(secret, account, cookieKey, config.secretKey);
  try {
    const imap = await mail.connect({ account, sealed, cookieKey, clientAddress });
    imap.close();
    await forgetUse(accounts, account, id);
  } catch (error) {
    await deleteAppPassword(accounts, account, id);
    if (!(error instanceof Refusal) || error.code !== 'password-asked') throw error;
    log.error(
      'The mail server takes no app passwords: mailstack/dovecot shows the passdb it needs.',
    );
    throw new Refusal('app-passwords-off', 'The mail server takes no app passwords.');
  }
}

const madeNotice = (name: string): Notice => ({
  en: {
    subject: 'An app password was made',
    text: `The app password “${name}” was made for your account. Whoever knows it can read and send your mail with a mail program.\n\nIf this was not you, revoke it in Settings, Password, and change your password.\n`,
  },
  fr: {
    subject: 'Un mot de passe d’application a été créé',
    text: `Le mot de passe d’application « ${name} » a été créé pour votre compte. Qui le connaît peut lire et envoyer votre courrier avec un logiciel de messagerie.\n\nSi ce n’était pas vous, révoquez-le dans Réglages, Mot de passe, et changez de mot de passe.\n`,
  },
});
