import type { Context } from '../../context.ts';
import type { Notice } from '../notices.ts';
import type { SignedIn } from '../session/session.ts';

/** Told by mail, so that a person hears of what an intruder did. */
export function passwordChanged({ config }: Context, { account, clientAddress }: SignedIn): Notice {
  const at = new Date();
  const where = clientAddress ?? '?';
  const when = (language: string) =>
    at.toLocaleString(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return {
    en: {
      subject: 'Your password was changed',
      text: [
        `The password of ${account} was changed on ${when('en-GB')} (UTC) from the network address ${where}.`,
        'Every other place where the mailbox was open in the webmail has been signed out. Phones and mail programs will ask for the new password; those with an app password of their own go on as before.',
        `If it was not you, write to the people who run ${new URL(config.publicUrl).hostname} at once: somebody else has your mailbox.`,
        '',
      ].join('\n\n'),
    },
    fr: {
      subject: 'Votre mot de passe a été changé',
      text: [
        `Le mot de passe de ${account} a été changé le ${when('fr')} (UTC) depuis l’adresse réseau ${where}.`,
        'La boîte a été fermée partout ailleurs où elle était ouverte dans le webmail. Les téléphones et les logiciels de messagerie demanderont le nouveau mot de passe ; ceux qui ont leur propre mot de passe d’application continuent comme avant.',
        `Si ce n’était pas vous, prévenez tout de suite les personnes qui gèrent ${new URL(config.publicUrl).hostname} : quelqu’un d’autre a votre boîte.`,
        '',
      ].join('\n\n'),
    },
  };
}
