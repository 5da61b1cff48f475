import { document, photo, table } from '../files.ts';
import type { Talk } from '../talk.ts';

export const associationTalks: readonly Talk[] = [
  {
    subject: "Ordre du jour de l'assemblée",
    lang: 'fr',
    age: '9m',
    unread: true,
    pace: 5,
    also: ['helene'],
    turns: [
      [
        'marc',
        "Bonjour Camille,\n\nIl nous faut l'ordre du jour avant vendredi pour partir dans les temps avec les convocations. Je propose : rapport moral, comptes, renouvellement du tiers, cotisation, et ta fameuse question du four à pain.\n\nVingt minutes pour les comptes suffiront, promis. J'ai appris de l'an dernier.",
      ],
      [
        'camille',
        "Merci Marc, c'est très bien. J'ajouterais un point « questions diverses » limité à quinze minutes, avec un sablier. Celui de la cuisine fait trois minutes : on le retournera cinq fois.",
      ],
      [
        'amina',
        "Bonne idée, le sablier. Est-ce qu'on peut mettre le four à pain AVANT les comptes ? Les gens partent toujours au milieu des comptes et je ne voudrais pas voter un four à sept.",
      ],
      [
        'marc',
        "Bon. Le four passe avant les comptes, je survivrai. Il reste à décider si le budget est voté avant ou après la pause, et qui apporte le café.\n\nPeux-tu relire le document ? Je l'envoie à l'imprimeur demain à midi.",
        document('ordre-du-jour.pdf', 'Assemblée générale : ordre du jour', [
          '1. Accueil et émargement, 18 h 30',
          '2. Rapport moral',
          '3. Le four à pain : présentation et vote',
          '4. Comptes et budget',
          '5. Renouvellement du tiers du conseil',
          '6. Cotisation',
          '7. Questions diverses (quinze minutes, au sablier)',
        ]),
      ],
    ],
  },
  {
    subject: 'Permanence du mardi',
    lang: 'fr',
    age: '5h',
    also: ['marc'],
    pace: 4,
    turns: [
      [
        'amina',
        "Bonjour à tous,\n\nJe ne pourrai pas tenir la permanence de mardi, ma fille joue un arbre dans le spectacle de l'école. Un rôle important, paraît-il : elle tombe à la fin.\n\nQuelqu'un peut-il prendre le créneau de 17 h à 19 h ?",
      ],
      [
        'paul',
        'Ok pour moi, je prends le créneau de mardi. Il faudra juste me rappeler où est la clé du placard aux perceuses.',
      ],
      [
        'camille',
        "Merci Paul ! La clé est dans la boîte à thé, celle qui ne contient pas de thé. Félicitations à l'arbre.",
      ],
      ['amina', "Merci infiniment. L'arbre vous embrasse."],
    ],
  },
  {
    subject: 'AG {ag} : la salle est réservée',
    lang: 'fr',
    age: '4d',
    folder: 'Association/AG 2027',
    starred: true,
    turns: [
      [
        'helene',
        "J'ai eu la mairie au téléphone : la salle du Lavoir est à nous de 17 h à 22 h, chaises comprises. Le chauffage est « en principe » en marche. J'ai noté le « en principe ».\n\nIl faut verser une caution de 150 € et rendre les clés avant le lundi midi.",
      ],
      [
        'camille',
        'Bravo Hélène, tu es une magicienne. Je fais le chèque de caution. Pour le chauffage, demandons aux gens de venir en pull et appelons ça une ambiance.',
      ],
      ['helene', "Ambiance enregistrée. J'apporte la soupe."],
    ],
  },
  {
    subject: 'Projet de budget {ag}, version 3 (la bonne)',
    lang: 'fr',
    age: '6d',
    folder: 'Association/AG 2027',
    turns: [
      [
        'marc',
        "Voici la version 3. J'ai corrigé l'amortissement de la ponceuse, séparé les dons des ventes de confiture, et retrouvé les 12 € manquants : c'était le parking.\n\nLe résultat est positif de 418,60 €. Je propose de ne pas le crier trop fort avant d'avoir reçu la facture d'assurance.",
        table('budget.csv', [
          ['Poste', 'Recettes', 'Dépenses'],
          ['Adhésions', '6 240', ''],
          ['Subvention', '3 500', ''],
          ['Confitures', '811', '214'],
          ['Loyer', '', '5 400'],
          ['Assurance', '', '612'],
          ['Outils', '', '3 906,40'],
        ]),
      ],
      [
        'camille',
        "C'est limpide, merci. Une question : pourquoi la ligne « outils » a-t-elle doublé ? On m'interrogera forcément là-dessus et j'aimerais avoir l'air de savoir.",
      ],
      [
        'marc',
        'Parce que la tronçonneuse a rencontré un clou. Puis la deuxième tronçonneuse a rencontré le même clou. Le clou est désormais encadré dans mon bureau.',
      ],
    ],
  },
  {
    subject: 'Candidatures au conseil',
    lang: 'fr',
    age: '9d',
    folder: 'Association/AG 2027',
    turns: [
      [
        'odile',
        "Chère Camille,\n\nAprès mûre réflexion, et malgré mes quatre-vingt-un ans, je me représente. Mon genou vote contre mais il est minoritaire.\n\nJe souhaite garder la bibliothèque d'objets ; je laisserais volontiers à un plus jeune la responsabilité de l'échelle.",
      ],
      [
        'camille',
        "Chère Odile, quelle bonne nouvelle. Personne d'autre ne sait distinguer les trois pistolets à colle. L'échelle trouvera preneur, je vous le promets.",
      ],
      [
        'odile',
        "Alors c'est entendu. Je prépare une profession de foi de huit lignes, pas une de plus.",
      ],
    ],
  },
  {
    subject: 'Pouvoirs : combien par personne ?',
    lang: 'fr',
    age: '12d',
    folder: 'Association/AG 2027',
    turns: [
      [
        'paul',
        "Question bête : on a droit à combien de pouvoirs chacun ? Mon immeuble entier me propose le sien et je ne voudrais pas prendre le contrôle de l'association par accident.",
      ],
      ['marc', "Article 11 des statuts : deux par membre présent. Ton coup d'État devra attendre."],
      ['camille', 'Je le rappelle dans la convocation. Paul, choisis tes deux électeurs préférés.'],
    ],
  },
  {
    subject: 'Ton adhésion {y}',
    lang: 'fr',
    age: '21d',
    folder: 'Association',
    turns: [
      [
        'noor',
        "Bonjour,\n\nJe viens d'emménager rue des Bateliers et la voisine du deuxième m'a parlé de vous entre deux étages. Comment fait-on pour adhérer ? J'ai une machine à coudre, un peu de temps le jeudi, et une passion inexpliquée pour les fermetures éclair.",
      ],
      [
        'camille',
        "Bonjour Noor, et bienvenue !\n\nL'adhésion est à prix libre à partir de 10 €, sur place ou par virement. Quant aux fermetures éclair, nous en avons une caisse entière en attente d'une personne comme vous. Passez jeudi vers 18 h, il y aura du thé.",
      ],
      ['noor', "J'y serai, avec mes pinces et des gâteaux aux dattes."],
    ],
  },
  {
    subject: 'Le composteur a disparu',
    lang: 'fr',
    age: '33d',
    folder: 'Association',
    turns: [
      [
        'gaspard',
        "Je passe au jardin ce matin : plus de composteur. Un rectangle d'herbe jaune, trois vers de terre perplexes, et c'est tout. Qui l'a pris ?",
      ],
      [
        'helene',
        "C'est moi ! Je l'ai déplacé de quatre mètres, derrière le cabanon, parce qu'il gênait la brouette. Regarde à gauche.",
      ],
      [
        'gaspard',
        "Ah. En effet. Je retire ma plainte, et je présente mes excuses au chat du gardien, que j'avais soupçonné.",
      ],
      ['camille', "Je classe l'affaire. Merci pour la brouette, Hélène."],
    ],
  },
  {
    subject: 'Atelier réparation du {sat}',
    lang: 'fr',
    age: '27d',
    folder: 'Association',
    turns: [
      [
        'bastien',
        "Salut,\n\nPour l'atelier du {sat} on aura quatre réparateurs : Noor à la couture, Paul aux lampes, moi aux petits moteurs, et Odile à l'accueil avec son registre. Déjà onze inscrits, dont un grille-pain qui revient pour la troisième fois.",
      ],
      [
        'camille',
        "Formidable. Pour le grille-pain, on pourrait lui faire une carte de fidélité. J'apporte les gobelets et la multiprise longue.",
      ],
    ],
  },
  {
    subject: 'Bilan de l’atelier : 14 objets sauvés',
    lang: 'fr',
    age: '24d',
    folder: 'Association',
    forwarded: true,
    turns: [
      [
        'bastien',
        "Bilan de samedi : dix-sept objets, quatorze réparés, deux renvoyés pour une pièce et un aspirateur déclaré mort à 16 h 20, entouré des siens.\n\nLa boîte à dons contient 96 € et un bouton de manchette. Quelqu'un en a-t-il perdu un ?",
        photo('atelier-samedi.png', 'field', 3),
      ],
    ],
  },
  {
    subject: 'Subvention de la ville : le dossier',
    lang: 'fr',
    age: '58d',
    folder: 'Association',
    turns: [
      [
        'marc',
        "Le dossier de subvention est à rendre le 30. Il manque : le rapport d'activité (toi), les comptes (moi, faits), une photo où l'on voit des gens sourire avec des outils (quelqu'un).",
      ],
      [
        'camille',
        "Voici le rapport d'activité : quatre pages, dont une belle. Pour la photo, celle de juin avec la perceuse et le gâteau devrait convaincre n'importe quel adjoint.",
        document('rapport-activite.pdf', 'Rapport d’activité', [
          'Quarante-deux permanences, onze ateliers, 164 objets réparés, 1 280 prêts.',
          'La bibliothèque d’objets compte désormais 312 références, dont une machine à coudre de 1958 qui marche mieux que nous.',
          'Nous remercions la ville pour la salle, les voisins pour les gâteaux et le canal pour la fraîcheur.',
        ]),
      ],
      [
        'marc',
        "Déposé, récépissé reçu. Nous demandons 3 500 €, comme l'an dernier, avec une phrase de plus sur le climat.",
      ],
    ],
  },
  {
    subject: 'Vide-grenier : besoin de bras le {sat+7}',
    lang: 'fr',
    age: '171d',
    folder: 'Association',
    also: ['helene', 'paul', 'bastien'],
    turns: [
      [
        'marc',
        'Montage à 7 h, café à 7 h 01. Il faut six personnes pour les tables et une pour résister aux brocanteurs matinaux.\n\nInscrivez-vous en répondant à ce message. Les dos fragiles tiendront la caisse.',
      ],
      ['camille', 'Présente. Dos moyen, caisse possible, croissants certains.'],
    ],
  },
  {
    subject: 'Clés du local',
    lang: 'fr',
    age: '240d',
    folder: 'Association',
    turns: [
      [
        'helene',
        "Je refais l'inventaire des clés : on en a fait faire neuf, j'en compte onze. Est-ce que l'un de vous fabrique des clés ?",
      ],
      ['camille', "J'en ai une. La deuxième que je croyais avoir ouvre en réalité ma cave."],
    ],
  },
];
