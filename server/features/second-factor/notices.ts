import type { Notice } from '../notices.ts';

const AFTERWORD = {
  en: 'If this was not you, change your password at once and look at Settings, Sessions.',
  fr: 'Si ce n’était pas vous, changez tout de suite de mot de passe et regardez Réglages, Connexions.',
};

const notice = (en: [string, string], fr: [string, string]): Notice => ({
  en: { subject: en[0], text: `${en[1]}\n\n${AFTERWORD.en}\n` },
  fr: { subject: fr[0], text: `${fr[1]}\n\n${AFTERWORD.fr}\n` },
});

export const authenticatorSet = notice(
  [
    'Codes of an app are asked for at sign-in',
    'An authenticator app was set up for your account. Signing in to the webmail now asks for your password and then for a second step.',
  ],
  [
    'Un code d’application est demandé à la connexion',
    'Une application d’authentification a été associée à votre compte. La connexion au webmail demande désormais votre mot de passe, puis une seconde étape.',
  ],
);

export const authenticatorGone = notice(
  [
    'Codes of an app are not asked for any more',
    'The authenticator app was taken off your account. Its codes do not count at sign-in any more.',
  ],
  [
    'Le code d’application n’est plus demandé',
    'L’application d’authentification a été retirée de votre compte. Ses codes ne comptent plus à la connexion.',
  ],
);

export const passkeyAdded = (name: string) =>
  notice(
    [
      'A passkey was added to your account',
      `The passkey “${name}” can now do the second step when you sign in to the webmail.`,
    ],
    [
      'Une clé d’accès a été ajoutée à votre compte',
      `La clé d’accès « ${name} » peut désormais servir de seconde étape à la connexion au webmail.`,
    ],
  );

export const passkeyGone = (name: string) =>
  notice(
    [
      'A passkey was taken off your account',
      `The passkey “${name}” does not count at sign-in any more.`,
    ],
    [
      'Une clé d’accès a été retirée de votre compte',
      `La clé d’accès « ${name} » ne compte plus à la connexion.`,
    ],
  );

export const recoveryCodesMade = notice(
  [
    'New recovery codes were made',
    'Ten new recovery codes were made. Older ones do not count any more.',
  ],
  [
    'De nouveaux codes de secours ont été créés',
    'Dix nouveaux codes de secours ont été créés. Les anciens ne comptent plus.',
  ],
);

export const recoveryCodeUsed = (left: number) =>
  notice(
    [
      'Somebody signed in with a recovery code',
      `A recovery code was used to sign in to the webmail. Codes that are left: ${left}.`,
    ],
    [
      'Une connexion avec un code de secours',
      `Un code de secours a servi à se connecter au webmail. Codes restants : ${left}.`,
    ],
  );

export const codesTried = notice(
  [
    'Somebody knows your password',
    'Somebody gave your password at the webmail, and then several wrong codes. They were not let in.',
  ],
  [
    'Quelqu’un connaît votre mot de passe',
    'Quelqu’un a donné votre mot de passe au webmail, puis plusieurs codes faux. L’accès lui a été refusé.',
  ],
);
