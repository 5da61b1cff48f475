import type { MailingList, Talk } from '../talk.ts';

const garden: MailingList = {
  name: 'Jardins partagés',
  address: 'jardins@listes.saint-lunaire.example',
  tag: 'jardins',
};
const type: MailingList = {
  name: 'Letterpress friends',
  address: 'letterpress@lists.tipografia-mar.example',
  tag: 'letterpress',
};
const repair: MailingList = {
  name: 'Réseau réparation',
  address: 'reparation@listes.reseau-ateliers.example',
  tag: 'réparation',
};

const on =
  (list: MailingList, lang: 'fr' | 'en') =>
  (subject: string, age: string, turns: Talk['turns'], more: Partial<Talk> = {}): Talk => ({
    subject,
    age,
    turns,
    lang,
    list,
    folder: 'Listes',
    look: 'plain',
    pace: 30,
    ...more,
  });
const jardins = on(garden, 'fr');
const press = on(type, 'en');
const reparation = on(repair, 'fr');

export const listTalks: readonly Talk[] = [
  jardins(
    'Limaces : bilan de la bière',
    '1d',
    [
      [
        'gaspard',
        "Après trois semaines d'essais, le piège à la bière attrape surtout des voisins. Les limaces, elles, préfèrent les hostas. Quelqu'un a-t-il essayé la cendre ?",
      ],
      [
        'helene',
        "La cendre marche jusqu'à la première pluie, c'est-à-dire ici environ onze minutes. Je conseille les planches : on les soulève le matin et on déménage tout ce monde au fond du terrain.",
      ],
      [
        'odile',
        "Mon mari les ramassait à la lampe en leur parlant. Elles n'en étaient pas moins nombreuses, mais lui dormait mieux.",
      ],
      ['camille', 'Je mets des planches dès ce soir et je tiens un journal des déménagements.'],
      ['gaspard', 'Planches adoptées. Il me reste sept bières, avis aux amateurs.'],
    ],
    { unread: true },
  ),
  jardins("Tour d'arrosage de l'été", '140d', [
    [
      'helene',
      'Le tableau est sur la porte du cabanon. Il reste la semaine du 10 et celle du 24. Arroser tôt, au pied, et fermer la vanne à fond : elle ment.',
    ],
    ['paul', "Je prends celle du 24, j'aime les vannes de caractère."],
    ['noor', 'Et moi celle du 10. Peut-on se servir en tomates ?'],
    ['helene', "On doit se servir en tomates. C'est dans le règlement, article unique."],
  ]),
  jardins('Échange de graines', '265d', [
    [
      'odile',
      "J'ai des haricots « crochu de Savoie » d'avant-guerre (la bonne). Je cherche des pois de senteur qui sentent quelque chose.",
    ],
    [
      'yann',
      "J'ai des pois de senteur bretons, ils sentent même un peu trop. Je poste une enveloppe.",
    ],
  ]),
  jardins('Qui a planté la courge géante ?', '64d', [
    [
      'bastien',
      "Elle occupe l'allée, elle a franchi la clôture, elle frappe au carreau du cabanon. Avant qu'elle n'adhère à l'association : à qui est-elle ?",
    ],
    ['gaspard', "À moi. Je pensais que c'était un melon."],
    [
      'helene',
      "38 kg à la balance de la ferme. On fait une soupe publique vendredi, apportez un bol et de l'humilité.",
    ],
    ['noor', "J'apporte le pain et la louche de ma grand-mère, qui a nourri un régiment."],
  ]),
  jardins('Hérisson au parking', '19d', [
    [
      'paul',
      "Un hérisson s'est installé sous le portant à vélos. J'ai posé un panneau « défense de ronfler », sans effet.",
    ],
    [
      'odile',
      "Laissez-lui un tas de feuilles et un bol d'eau, surtout pas de lait. Il est chez lui, c'est nous qui garons.",
    ],
  ]),
  press('Cleaning eighty-year-old wood type', '2d', [
    [
      'sofia',
      "I inherited two cases of wood type with eighty years of red ink on the faces. White spirit dulls them and I'm afraid of water. What do you use?",
    ],
    [
      'maud',
      'Vegetable oil, a rag, and patience; then a dry rag and more patience. Never water, it swells the end grain and your R will look surprised for ever.',
    ],
    [
      'tom',
      "My predecessor used bacon fat. The shop smelled like breakfast until 1994. I can't recommend it, except for the smell.",
    ],
    ['sofia', 'Oil it is. The first R came up like honey. Thank you all.'],
  ]),
  press('Which ampersand?', '45d', [
    [
      'jonas',
      'A poll of no importance at all: for the letterhead of a very small press, the italic ampersand or the roman one?',
    ],
    [
      'sofia',
      'The italic. A roman ampersand looks like somebody trying to sit on the floor in a suit.',
    ],
    ['camille', 'The italic, and large.'],
    ['tom', 'I have strong views, but they are all about semicolons; carry on.'],
  ]),
  press('Proofing press for sale, bring friends', '88d', [
    [
      'tom',
      'Flatbed proofing press, 1962, 310 kg, runs like a clock that has been told about clocks. Free to a good home on a ground floor.',
    ],
    ['maud', 'I am on the fifth floor and I have just cried a little.'],
    ['jonas', 'Ground floor, double doors, strong cousins. May I?'],
    ['tom', "It's yours, Jonas. Bring the cousins and a bottle of something."],
  ]),
  press('Paper that takes ink on both sides', '190d', [
    [
      'camille',
      "I'm looking for a cream paper, about 120 g, that won't show through. The last one was so thin that page 3 gave away the ending on page 4.",
    ],
    [
      'sofia',
      "There is a mill near Tomar that makes exactly this, they only answer the telephone on Wednesdays. I'll call for you.",
    ],
  ]),
  reparation(
    'Pièces pour grille-pain des années 80',
    '6d',
    [
      [
        'bastien',
        "Je cherche la résistance latérale d'un grille-pain orange, modèle « Aurore 2 ». Il est réparé tous les six mois depuis trois ans et sa propriétaire y tient comme à un chat.",
      ],
      [
        'paul',
        "J'en ai un de la même famille en pièces détachées. Je t'envoie la résistance, mais je garde le ressort : il chante.",
      ],
      ['bastien', 'Tu sauves un petit-déjeuner. Merci !'],
    ],
    { unread: true },
  ),
  reparation('Assurance des bénévoles : vos pratiques ?', '52d', [
    [
      'marc',
      'Notre assureur nous demande une liste nominative des réparateurs à chaque atelier. Faites-vous pareil, ou une déclaration annuelle suffit-elle ?',
    ],
    [
      'noor',
      "Chez nous une déclaration annuelle avec un effectif maximal. Et un registre d'émargement, qu'on nous a demandé une fois en six ans.",
    ],
    ['marc', "Merci, c'est exactement l'argument qu'il me fallait."],
  ]),
  reparation('Fiche : remplacer un cordon secteur', '125d', [
    [
      'paul',
      "J'ai mis au propre la fiche « cordon secteur » avec les bons gestes et les trois erreurs que j'ai commises pour vous. Relecture bienvenue avant publication.",
    ],
    [
      'bastien',
      "Très clair. J'ajouterais en gros : on débranche AVANT. Ça va sans dire, mais l'an dernier ça n'allait pas sans dire.",
    ],
    ['camille', 'Relue : deux virgules et un « s ». Le dessin du domino est une merveille.'],
  ]),
];
