import { firms } from '../firms.ts';
import { invoicePdf } from '../media/pdf.ts';
import type { NoticeMail } from '../notice.ts';
import { seeded } from '../random.ts';
import { euros, fill } from '../words.ts';

export const shopping = 'camille.achats.k3v@demo.example';

export const notices: readonly NoticeMail[] = [
  {
    from: firms.parcel,
    subject: 'Votre colis arrive demain',
    age: '3h',
    unread: true,
    to: shopping,
    colour: '#0d6b8a',
    text: 'Bonjour,\n\nVotre colis 8R 0041 2276 sera livré demain entre 9 h et 13 h. Si vous êtes absente, le livreur le confiera à votre voisin Gaspard Petitjean, comme les six dernières fois.',
    button: ['Suivre mon colis', 'suivi/8R00412276'],
  },
  {
    from: firms.town,
    subject: "Récépissé de votre demande d'occupation de la salle du Lavoir",
    age: '1d',
    colour: '#1d3f72',
    text: "Madame,\n\nNous accusons réception de votre demande de réservation de la salle du Lavoir pour l'assemblée générale de votre association. Elle porte le numéro SL-2281 et sera examinée sous dix jours.\n\nLa caution de 150 € est à déposer à l'accueil, de préférence avant 16 h 30, heure à laquelle l'accueil ferme et devient une fanfare.\n\nLe service de la vie associative",
  },
  {
    from: firms.workshop,
    subject: 'Confirmation : reliure copte, {sat}',
    age: '8h',
    unread: true,
    colour: '#8a4b12',
    text: "Bonjour Camille,\n\nVos deux places pour l'atelier de reliure copte sont confirmées. Le papier et le fil sont offerts ; apportez un tablier et, si vous en avez un, un carnet qui a perdu son dos.",
    button: ['Ajouter à mon agenda', 'ateliers/reliure-copte'],
  },
  {
    from: firms.library,
    subject: 'Deux documents à rendre avant le {dd+5}',
    age: '2d',
    unread: true,
    bare: true,
    text: "Bonjour Camille,\n\nLes documents suivants sont à rendre avant le {d+5} :\n\n - Atlas des chemins perdus (déjà prolongé deux fois)\n - Manuel de la courge, tome 2\n\nVous pouvez les prolonger en répondant OUI à ce message. Pour la courge, quelqu'un attend.\n\nLa médiathèque du Lavoir",
  },
  {
    from: firms.health,
    subject: 'Rappel : rendez-vous chez le dentiste {d+2}',
    age: '1d',
    colour: '#0b7a75',
    text: "Bonjour,\n\nVous avez rendez-vous {d+2} à 8 h 45 avec le docteur Amelot, 3, rue des Bateliers.\n\nPour annuler, prévenez-nous au moins 24 h à l'avance. Courage, ce n'est qu'un détartrage.",
    button: ['Gérer mon rendez-vous', 'rdv'],
  },
  {
    from: firms.taxes,
    subject: 'Votre avis de taxe foncière est disponible',
    age: '47d',
    folder: 'Archive',
    colour: '#33415c',
    text: "Bonjour,\n\nVotre avis de taxe foncière {y} est disponible dans votre espace particulier. Le montant sera prélevé le {d+20} sur le compte que vous nous avez indiqué.\n\nAucune pièce jointe n'est envoyée par courriel. Ne communiquez jamais votre mot de passe.",
  },
  {
    from: firms.taxes,
    subject: 'Déclaration de revenus : il vous reste 10 jours',
    age: '181d',
    folder: 'Archive',
    colour: '#33415c',
    text: "Bonjour,\n\nVotre déclaration préremplie vous attend. Vous avez jusqu'au {d+10} pour la vérifier et la signer en ligne.\n\nL'an dernier, vous l'avez validée le dernier jour à 23 h 41. Nous disons cela sans malice.",
  },
  {
    from: firms.taxes,
    subject: 'Accusé de réception de votre déclaration',
    age: '172d',
    folder: 'Archive',
    starred: true,
    colour: '#33415c',
    text: 'Bonjour,\n\nVotre déclaration a bien été enregistrée le {dd} à 23 h 52. Conservez ce message : il vaut accusé de réception.',
  },
  {
    from: firms.train,
    subject: 'Votre billet : Saint-Lunaire → Quimper, {d+21}',
    age: '6d',
    folder: 'Voyages',
    colour: '#9b2c2c',
    text: 'Bonjour Camille,\n\nVoici votre billet aller-retour, référence XKJ7PR. Départ à 7 h 12, voiture 4, place 63, fenêtre, sens de la marche.\n\nUn changement à Rennes de onze minutes, ce qui est court mais faisable sans dignité.',
    button: ['Afficher mon billet', 'billet/XKJ7PR'],
    files: [
      () => ({
        name: 'billet-XKJ7PR.pdf',
        type: 'application/pdf',
        content: invoicePdf({
          title: 'Billet',
          seller: 'Rail Horizon',
          address: 'Gare centrale',
          customer: 'Camille Roussel',
          number: 'XKJ7PR',
          date: 'ce jour',
          lines: [
            ['Aller Saint-Lunaire, Quimper', 3900],
            ['Retour Quimper, Saint-Lunaire', 4200],
            ['Vélo accompagné', 1000],
          ],
          note: 'À présenter au contrôle, sur papier ou sur écran.',
        }),
      }),
    ],
  },
  {
    from: firms.inn,
    subject: 'Réservation confirmée : chambre des Goélands',
    age: '7d',
    folder: 'Voyages',
    colour: '#b0793a',
    text: "Chère Camille,\n\nLa chambre des Goélands vous attend du {d+21} au {d+24}. Elle donne sur la dune, la dune donne sur la mer, et la mer donne ce qu'elle veut.\n\nPetit-déjeuner jusqu'à 10 h 30. Les vélos dorment dans la grange.",
  },
  {
    from: firms.ferry,
    lang: 'en',
    subject: 'Your crossing on Easter Friday: 22.15, cabin 418',
    age: '3d',
    folder: 'Voyages',
    colour: '#15315b',
    text: 'Dear Camille,\n\nYour outside cabin on the night boat is confirmed. Boarding closes at 21.30. Breakfast is served from six, the sea permitting.\n\nPlease note that cheese must be carried in a closed box since the incident.',
    button: ['See my booking', 'booking/418'],
  },
  {
    from: firms.tea,
    subject: 'Votre commande est en préparation',
    age: '4d',
    to: shopping,
    colour: '#5a7d2a',
    text: "Bonjour,\n\nNous préparons votre commande n° 70315 : 200 g de hojicha, un filtre, et l'échantillon que nous ajoutons toujours parce qu'il en reste.\n\nElle partira demain matin.",
  },
  {
    from: firms.tea,
    subject: 'Votre commande est partie',
    age: '3d',
    to: shopping,
    colour: '#5a7d2a',
    text: "Bonjour,\n\nVotre colis vient de quitter l'atelier. Il sent bon : le facteur nous l'a fait remarquer.",
    button: ['Suivre', 'suivi/70315'],
  },
  {
    from: firms.parcel,
    subject: 'Colis remis à votre voisin',
    age: '2d',
    to: shopping,
    colour: '#0d6b8a',
    text: "Bonjour,\n\nVotre colis a été remis à Gaspard Petitjean, 2e étage, qui a demandé si c'était du thé.",
  },
  {
    from: firms.market,
    subject: 'Quelqu’un s’intéresse à « Lampe en laiton, à rénover »',
    age: '5h',
    to: shopping,
    unread: true,
    colour: '#6d3b6e',
    text: 'Bonjour Camille,\n\nUne personne vous demande : « La lampe penche-t-elle vraiment ou est-ce la photo ? »\n\nRépondez vite, les lampes partent en quelques heures.',
    button: ['Répondre', 'annonces/88412'],
  },
  {
    from: firms.market,
    subject: 'Votre annonce expire bientôt',
    age: '36d',
    to: shopping,
    folder: 'Trash',
    colour: '#6d3b6e',
    text: 'Votre annonce « Lot de 14 pots en terre, un peu de mousse » expire dans trois jours. Baissez le prix ou vantez la mousse.',
  },
  {
    from: firms.bank,
    subject: 'Un virement de 2 340,00 € a été reçu',
    age: '20d',
    colour: '#2c4a3e',
    text: "Bonjour,\n\nVotre compte courant a été crédité de 2 340,00 € par BRIGHT LEDGER LTD, motif « panels 1-8 ».\n\nCe message ne contient aucun lien, c'est voulu.",
  },
  {
    from: firms.insurance,
    subject: 'Votre attestation d’assurance habitation',
    age: '75d',
    folder: 'Archive',
    colour: '#4a2f6b',
    text: "Bonjour,\n\nVous trouverez votre attestation en pièce jointe. Elle couvre l'incendie, le dégât des eaux et, depuis cette année, la vanne du voisin.",
    files: [
      () => ({
        name: 'attestation habitation.pdf',
        type: 'application/pdf',
        content: invoicePdf({
          title: 'Attestation',
          seller: 'Mutuelle des Quais',
          address: '8, quai des Tilleuls',
          customer: 'Camille Roussel',
          number: 'H-5510',
          date: "jour d'envoi",
          lines: [['Habitation, formule calme', 18600]],
          note: 'Valable un an à compter de sa date.',
        }),
      }),
    ],
  },
  {
    from: firms.town,
    subject: 'Coupure d’eau rue des Bateliers, {d+4}',
    age: '15d',
    colour: '#1d3f72',
    text: "Madame, Monsieur,\n\nEn raison de travaux, l'eau sera coupée {d+4} de 9 h à 12 h. Pensez à remplir une carafe la veille. La fontaine du Lavoir restera en service, comme depuis 1783.",
  },
  {
    from: firms.town,
    subject: 'Budget participatif : votre projet est retenu',
    age: '90d',
    folder: 'Association',
    starred: true,
    colour: '#1d3f72',
    text: 'Madame,\n\nNous avons le plaisir de vous annoncer que le projet « Un banc tous les cent pas » a été retenu avec 412 voix. Le premier banc sera posé au printemps, à cent pas de la mairie, ce qui nous arrange.',
  },
  {
    from: firms.town,
    subject: 'Pièce d’identité : votre dossier est prêt',
    age: '150d',
    folder: 'Archive',
    colour: '#1d3f72',
    text: "Madame,\n\nVotre nouvelle carte d'identité vous attend à l'accueil. Elle sera conservée trois mois. Munissez-vous de l'ancienne et, si possible, de la même coiffure que sur la photo.",
  },
  {
    from: firms.school,
    subject: 'Merci pour l’atelier reliure avec les CM2',
    age: '29d',
    text: "Chère Camille,\n\nLes élèves ont fabriqué vingt-six carnets et n'ont collé qu'une seule manche. Depuis, ils numérotent toutes leurs pages, y compris en mathématiques.\n\nMerci encore, et revenez !\nLa directrice",
    colour: '#b3541e',
  },
  {
    from: firms.host,
    subject: 'Le certificat de passerelle.example a été renouvelé',
    age: '13d',
    bare: true,
    folder: 'Trash',
    text: "Bonjour,\n\nLe certificat TLS du domaine passerelle.example a été renouvelé pour 90 jours. Vous n'avez rien à faire, ce qui est toute notre ambition.\n\nL'équipe Nuage Sobre",
  },
  {
    from: firms.library,
    subject: 'Votre réservation est arrivée',
    age: '31d',
    bare: true,
    folder: 'Trash',
    text: "Bonjour Camille,\n\n« La gardienne des horloges » vous attend à l'accueil jusqu'au {d+8}. Vous étiez quatorzième, vous avez bien fait de ne pas perdre espoir.",
  },
  {
    from: firms.train,
    subject: 'Votre avis sur votre voyage',
    age: '38d',
    folder: 'Trash',
    colour: '#9b2c2c',
    text: 'Bonjour Camille,\n\nSur une échelle de 0 à 10, recommanderiez-vous le train de 7 h 12 à un proche que vous aimez bien ?',
  },
  {
    from: firms.telecom,
    subject: 'Intervention terminée : la fibre est rétablie',
    age: '66d',
    folder: 'Archive',
    colour: '#a0522d',
    text: "Bonjour,\n\nLe câble coupé rue des Bateliers a été réparé. La cause : une pelleteuse distraite. Nous vous créditons de quatre jours d'abonnement.",
  },
  {
    from: firms.inn,
    subject: 'Vous avez oublié quelque chose de petit',
    age: '118d',
    folder: 'Été 2026',
    colour: '#b0793a',
    text: "Chère Camille,\n\nNous avons trouvé sous le lit une boucle d'oreille en forme de sardine. Est-ce la vôtre ? Nous la gardons à la réception, où elle fait sensation.",
  },
];

/** What comes every month or year, as far back as the mailbox goes. */
export function bills(now: Date): NoticeMail[] {
  const monthly = Array.from({ length: 35 }, (_, i) => [
    energyBill(now, i),
    ...(i < 30 ? [telecomBill(now, i)] : []),
  ]);
  const yearly = [0, 1, 2].map((i) => hostingBill(now, i));
  return [...monthly.flat(), ...yearly];
}

function energyBill(now: Date, i: number): NoticeMail {
  const random = seeded(`energy ${i}`);
  const cold = Math.cos(((now.getUTCMonth() - i - 0) * Math.PI) / 6);
  const kwh = Math.round(190 + 90 * cold + random.int(-15, 15));
  const lines = [
    [`Électricité renouvelable, ${kwh} kWh`, Math.round(kwh * 21.4)],
    ['Abonnement', 1204],
  ] as const;
  return {
    ...bill(now, firms.energy, i, 4 + i * 30.4, lines, 'facture-energie'),
    subject: 'Facture de {m}',
    text: `Bonjour Camille,\n\nVotre facture de {m} est en pièce jointe : {total} pour ${kwh} kWh, soit ${cold > 0.3 ? 'un peu plus que le mois dernier, il a fait froid' : 'un mois doux'}.\n\nMontant prélevé {d+12}. Rien à faire de votre côté.`,
    colour: '#1f6f54',
  };
}

function telecomBill(now: Date, i: number): NoticeMail {
  return {
    ...bill(
      now,
      firms.telecom,
      i,
      9 + i * 30.4,
      [
        ['Fibre et téléphone', 2999],
        ...(i % 4 === 1 ? [["Appels vers l'Angleterre", 184 + i * 7] as const] : []),
      ],
      'filetonde',
    ),
    subject: 'Votre facture Fil & Onde de {m} : {total}',
    text: "Bonjour,\n\nVotre facture de {m} s'élève à {total}. Elle sera prélevée {d+8}.\n\nUne question ? Un conseiller répond au 09 00 00 00 09, du lundi au samedi, en moins de deux chansons d'attente.",
    colour: '#a0522d',
  };
}

function hostingBill(now: Date, i: number): NoticeMail {
  return {
    ...bill(
      now,
      firms.host,
      i,
      40 + i * 365,
      [
        ['Hébergement associatif, un an', 4800],
        ['Nom de domaine passerelle.example', 1440],
      ],
      'nuage-sobre',
    ),
    subject: 'Facture {y} : hébergement de passerelle.example',
    text: 'Bonjour,\n\nMerci de votre confiance. Votre facture annuelle de {total} est jointe. Elle a été payée par carte.\n\nVos sites ont consommé moins que notre bouilloire.',
    colour: '#345b63',
  };
}

type Lines = readonly (readonly [string, number])[];

function bill(
  now: Date,
  from: NoticeMail['from'],
  i: number,
  days: number,
  lines: Lines,
  name: string,
): NoticeMail {
  const date = new Date(now.getTime() - days * 86_400_000);
  const month = date.toISOString().slice(0, 7);
  const total = lines.reduce((sum, [, cents]) => sum + cents, 0);
  const content = () =>
    invoicePdf({
      seller: from.name,
      address: `www.${from.address.split('@')[1]}`,
      customer: 'Camille Roussel',
      number: `${month}-${1400 + i}`,
      date: fill('{dd}', date, 'fr'),
      lines,
      note: 'Prélèvement automatique. Merci de votre confiance.',
    });
  return {
    from,
    subject: '',
    text: '',
    age: `${Math.round(days)}d`,
    folder: i === 0 ? 'INBOX' : 'Factures',
    unread: i === 0,
    values: { total: euros(total) },
    files: [() => ({ name: `${name}-${month}.pdf`, type: 'application/pdf', content: content() })],
  };
}
