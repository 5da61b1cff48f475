import type { NoticeMail } from '../notice.ts';

const spam = (
  name: string,
  address: string,
  subject: string,
  age: string,
  text: string,
  more: Partial<NoticeMail> = {},
): NoticeMail => ({
  from: { name, address },
  subject,
  age,
  text,
  folder: 'Junk',
  unread: true,
  trust: 'fail',
  colour: '#b3261e',
  ...more,
});

export const junk: readonly NoticeMail[] = [
  spam(
    'Service Livraison',
    'suivi@colis-suspendu.example',
    'URGENT : votre colis est bloqué (frais de 1,99 €)',
    '5h',
    "Cher client,\n\nVotre colis n'a pas pu être livré pour cause de frais de 1,99 € impayé. Veuillez cliquez ci-dessous dans les 24 heure, sinon il sera détruit par nos service.",
    {
      button: ['PAYER 1,99 €', 'payer.php?id=99'],
      replyTo: 'encaissement@tout-autre-chose.example',
    },
  ),
  spam(
    'Banque du Pont Sécurité',
    'securite@banque-du-p0nt.example',
    'Votre compte sera suspendus',
    '1d',
    "Cher(e) client(e),\n\nNous avons détecter une connexion inhabituel. Confirmez votre identité afin d'éviter la suspension de votre compte.",
    { button: ['Confirmer', 'login'] },
  ),
  spam(
    'Prof. Barnaby Gold',
    'barnaby.gold@royal-fortune.example',
    'Confidential: your late cousin’s lighthouse',
    '2d',
    'Dearest beneficiary,\n\nI am the sole attorney of your late cousin Sir Archibald, who has left you one (1) lighthouse and $14,500,000.00. Kindly send me your full name, your bank details and the height of your door.',
    { lang: 'en', bare: true, replyTo: 'barnaby2@instant-gold.example' },
  ),
  spam(
    'Perruques Premium',
    'promo@perruques-premium.example',
    '-90 % sur TOUT, même sur la promotion',
    '4d',
    "Seulement aujourd'hui ! 90 % de réduction sur toutes nos perruques, et 90 % de réduction sur cette réduction !",
    { button: ['J’EN PROFITE', 'promo'] },
  ),
  spam(
    'Crypto Académie',
    'hello@moon-lambo.example',
    'Marguerite, 74 ans, gagne 9 000 € par jour en dormant',
    '9d',
    'Les banques détestent Marguerite. Découvrez sa méthode en trois étapes, dont deux sont gratuites.',
    { trust: 'none' },
  ),
  spam(
    'SEO Team',
    'rank@first-page.example',
    'I visited your website passerelle.example and was sad',
    '12d',
    'Hello Sir/Madam,\n\nI was visiting your nice website and was sad that it is not on page number one of the search. We can do 10,000 back links in a single afternoon. Shall I send you the price list?',
    { lang: 'en', bare: true, trust: 'none' },
  ),
  spam(
    'Notaire Maître Duprès',
    'maitre@succession-rapide.example',
    'Héritage en attente, réponse sous 48 h',
    '17d',
    'Bonjour,\n\nVous avez été choisi au hasard pour un héritage. Ceci est très sérieux.',
    { trust: 'fail', bare: true },
  ),
];
