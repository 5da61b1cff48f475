import { associationTalks } from '../camille/association.ts';
import { listTalks } from '../camille/lists.ts';
import { newsletters } from '../camille/newsletters.ts';
import { firms } from '../firms.ts';
import { type DemoMailbox, inOrder } from '../message.ts';
import { planNewsletter } from '../newsletter.ts';
import { type NoticeMail, planNotice } from '../notice.ts';
import { people } from '../people.ts';
import { planTalk, takesPart } from '../talk.ts';
import { bulkTalks } from './bulk.ts';
import { arabicTalks, frenchTalks } from './talks.ts';

const owner = people.amina;
const QUOTA = 100_000_000;
/** What the pictures and scans weigh; the letters around them make two more percent. */
const BULK = 0.95 * QUOTA;

export function aminaMailbox(now: Date): DemoMailbox {
  const shared = associationTalks
    .filter((talk) => takesPart(talk, 'amina'))
    .map((talk) => ({ ...talk, folder: 'INBOX' }));
  const lists = listTalks.filter((talk) => talk.list?.tag === 'jardins');
  const letters = newsletters.slice(1, 2).map((letter) => ({ ...letter, issues: 14 }));
  const talks = [...arabicTalks, ...frenchTalks, ...shared, ...lists, ...bulkTalks(BULK)];
  return {
    address: owner.address,
    name: owner.name,
    password: 'Safran-9-escales',
    quotaBytes: QUOTA,
    aliases: ['amina.b@demo.example', 'permanence@demo.example'],
    messages: inOrder([
      ...talks.flatMap((talk) => planTalk(talk, owner, now)),
      ...[...notices, ...schoolNotes].map((mail) => planNotice(mail, owner, now)),
      ...letters.flatMap((letter) => planNewsletter(letter, owner, now)),
    ]),
  };
}

const notices: readonly NoticeMail[] = [
  {
    from: firms.insurance,
    subject: 'Assurance de chantier : attestation à renouveler',
    age: '2d',
    unread: true,
    colour: '#4a2f6b',
    text: "Bonjour,\n\nL'attestation du chantier de l'école arrive à échéance {d+14}. Un formulaire de deux pages vous attend, dont une pour le puits.",
  },
  {
    from: firms.health,
    subject: 'Rappel : vaccin de Yasmine, {d+5}',
    age: '6h',
    colour: '#0b7a75',
    text: "Bonjour,\n\nYasmine a rendez-vous {d+5} à 16 h 15. Prévoir le carnet de santé et, d'expérience, une glace.",
  },
  {
    from: firms.parcel,
    subject: 'Colis trop grand pour la boîte aux lettres',
    age: '8d',
    colour: '#0d6b8a',
    text: "Bonjour,\n\nVotre colis (un cadre « format écorce ») vous attend au relais de la rue des Bateliers jusqu'au {d+10}.",
  },
  {
    from: firms.bank,
    subject: 'Votre relevé de {m-1} est disponible',
    age: '17d',
    colour: '#2c4a3e',
    text: "Bonjour,\n\nVotre relevé de {m-1} est disponible dans votre espace. Ce message ne contient aucun lien, c'est voulu.",
  },
  {
    from: { name: 'Stockage Illimité', address: 'promo@stockage-infini.example' },
    subject: 'Votre boîte est pleine ??? CLIQUEZ',
    age: '2d',
    folder: 'Junk',
    unread: true,
    trust: 'fail',
    colour: '#b3261e',
    text: 'Votre messagerie sera DÉTRUITES ce soir. Entrez votre mot de passe pour obtenir 900 To gratuit.',
  },
];

const NOTES = [
  [
    'Sortie au moulin : autorisation à signer',
    'Bonjour,\n\nLa classe ira au moulin {d+9}. Prévoir un pique-nique, des bottes et une autorisation signée. Le moulin prévoit la farine.',
  ],
  [
    'Poux : le retour',
    'Chers parents,\n\nIls sont revenus. Merci de vérifier les têtes, y compris les vôtres.',
  ],
  [
    'Menu de la cantine',
    'Bonjour,\n\nLe menu de {m} est affiché. Les épinards ont été déplacés au jeudi, à la demande générale des mardis.',
  ],
  [
    'Réunion de parents {d+6}',
    "Bonjour,\n\nLa réunion aura lieu {d+6} à 18 h, sur de toutes petites chaises, comme d'habitude.",
  ],
  [
    'Recherche parents pour la bibliothèque',
    'Bonjour,\n\nNous cherchons deux parents pour couvrir 140 livres. Le café est chaud et le plastique collant.',
  ],
] as const;

const schoolNotes: readonly NoticeMail[] = Array.from({ length: 38 }, (_, i) => {
  const [subject, text] = NOTES[i % NOTES.length] as (typeof NOTES)[number];
  return {
    from: firms.school,
    subject,
    text: `${text}\n\nLe secrétariat`,
    age: `${10 + i * 21}d`,
    folder: i < 12 ? 'INBOX' : 'Famille',
    colour: '#b3541e',
    bare: i % 2 === 0,
    charset: i % 4 === 0 ? 'windows-1252' : undefined,
  };
});
