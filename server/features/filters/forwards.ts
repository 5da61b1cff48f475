import { redirectsOf } from '../../../shared/sieve/redirects.ts';
import type { Notice } from '../notices.ts';

/**
 * Addresses that mail begins to go to with the new text (security S-11). One that is put together when the
 * script runs may be any: it counts as new whenever the text is another.
 */
export function newTargets(before: string, after: string): string[] {
  const known = redirectsOf(before);
  const wanted = redirectsOf(after);
  const had = new Set(known.addresses.map(fold));
  const added = wanted.addresses.filter((address) => !had.has(fold(address)));
  return [...new Set(added), ...(wanted.unknown && before !== after ? ['?'] : [])];
}

const fold = (address: string) => address.toLowerCase();

/** Tells that mail goes on to others from now on. */
export function forwardingNotice(targets: string[]): Notice {
  const list = targets.map((address) => `    ${address}`).join('\r\n');
  return {
    en: {
      subject: 'Your mail is forwarded to a new address',
      text: [
        'From now on, a filter of yours sends mail on to:',
        '',
        list,
        '',
        'This was confirmed with your password. If it was not you: change your password at once, and remove',
        'the address under Settings, Filters.',
      ].join('\r\n'),
    },
    fr: {
      subject: 'Votre courrier est transféré à une nouvelle adresse',
      text: [
        'Désormais, l’un de vos filtres transfère du courrier à :',
        '',
        list,
        '',
        'Cela a été confirmé par votre mot de passe. Si ce n’était pas vous : changez tout de suite de mot de',
        'passe, et retirez l’adresse dans Paramètres, Filtres.',
      ].join('\r\n'),
    },
  };
}
