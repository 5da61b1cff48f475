import type { Newsletter } from '../newsletter.ts';

export const newsletters: readonly Newsletter[] = [
  {
    name: 'Le Carnet des Livres',
    address: 'lettre@carnetdeslivres.example',
    host: 'carnetdeslivres.example',
    colour: '#7a2e3a',
    paper: '#f7efe6',
    lang: 'fr',
    every: 28,
    issues: 22,
    openings: [
      [
        "La rentrée d'hiver",
        'Dix romans à lire sous une couverture, trois à offrir, un à ne prêter à personne. La saison est belle et la table de nuit trop petite.',
      ],
      [
        'Des livres qui sentent la pluie',
        "Il pleut sur les parutions de {m}, et tant mieux : jamais on n'a si bien décrit les gouttières.",
      ],
      [
        'Petits éditeurs, grandes surprises',
        'Ils tirent à huit cents exemplaires, dans une cuisine parfois, et ce mois-ci ils écrasent tout le monde.',
      ],
      [
        'Lire lentement',
        "Un roman par mois, pas davantage : c'est le pari d'un club de lecture qui ne finit jamais rien et s'en vante.",
      ],
      [
        'Spécial premières phrases',
        'Nous avons lu quarante-deux premières phrases cette semaine. Cinq nous ont empêchés de reposer le livre.',
      ],
      [
        'Que lire dans le train ?',
        'Trois heures, une fenêtre, un voisin qui dort : la durée idéale pour ces cinq récits.',
      ],
    ],
    articles: [
      [
        'La gardienne des horloges',
        "Une horlogère refuse de remettre à l'heure la pendule de la gare. Toute la ville en profite pour arriver en avance.",
      ],
      [
        'Le Dictionnaire des bruits',
        "Mille entrées, du grincement au clapotis. On croit le feuilleter, on l'écoute.",
      ],
      [
        "L'Été des hommes-grenouilles",
        'Un premier roman drôle et trempé sur un club de plongée sans mer.',
      ],
      [
        'Trois sœurs et un tracteur',
        'Héritage, moissons et moteur diesel : la saga familiale la plus bruyante de la saison.',
      ],
      [
        "Correspondance d'une pianiste",
        'Ses lettres à son accordeur, trente ans durant, sans jamais se rencontrer.',
      ],
      ['Manuel du silence ordinaire', 'Un essai de cent pages, à lire à voix basse.'],
      [
        'La Boulangère de minuit',
        'Une enquête, des levures, et le meilleur croissant de la littérature policière.',
      ],
      [
        'Atlas des chemins perdus',
        "Des cartes dessinées à la main, de mémoire, par ceux qui s'y sont égarés.",
      ],
      ['Poèmes pour ascenseur', 'Douze étages, douze poèmes, le temps de monter.'],
    ],
  },
  {
    name: 'Quai des Plantes',
    address: 'bonjour@quaidesplantes.example',
    host: 'quaidesplantes.example',
    colour: '#2f6b3c',
    paper: '#eef5ea',
    lang: 'fr',
    every: 45,
    issues: 15,
    openings: [
      [
        'Que faire au jardin en {m} ?',
        "Rien, ou presque : c'est le moment de regarder, de noter, et de laisser les feuilles où elles sont.",
      ],
      [
        '-20 % sur les vivaces qui survivent à tout',
        'Elles ont résisté à la canicule, aux limaces et à notre stagiaire. Elles résisteront à votre balcon.',
      ],
      [
        'Votre basilic vous parle',
        "Il dit surtout qu'il a froid. Cinq gestes simples pour passer l'hiver ensemble.",
      ],
      [
        'Un arbre, un voisin, un dimanche',
        'Nos plantations collectives reprennent. Pelles fournies, courage à prévoir.',
      ],
    ],
    articles: [
      [
        'Le rempotage sans larmes',
        "Un pot plus grand de deux doigts, pas de dix. Votre ficus ne veut pas d'un hangar.",
      ],
      [
        'Cinq plantes pour une salle de bains sombre',
        'Elles aiment la vapeur, supportent vos chansons et ne demandent pas de fenêtre.',
      ],
      [
        'Le compost de balcon',
        "Une caisse, du carton, des épluchures, et l'art de ne pas trop y penser.",
      ],
      [
        'Semer sous la neige',
        "Certaines graines ont besoin d'un hiver pour se décider. Comme nous.",
      ],
      [
        'Notre tuteur en osier, de retour',
        "Tressé à la main par un atelier d'insertion, disponible en trois tailles.",
      ],
    ],
  },
  {
    name: 'The Slow Post',
    address: 'hello@theslowpost.example',
    host: 'theslowpost.example',
    colour: '#1f4e79',
    paper: '#edf2f7',
    lang: 'en',
    every: 30,
    issues: 16,
    openings: [
      [
        'On queues',
        'This month: the pleasures of standing in line, a ferry that waits for you, and a reader who timed his kettle.',
      ],
      [
        'The last paper map',
        'A shop in the north still draws its own. We went there, got lost twice, and came back with four sheets and a cold.',
      ],
      [
        'Letters that arrived late',
        'Thirty-one years late, in one case. It said "see you Tuesday".',
      ],
      [
        'How to look at a hedge',
        'A botanist, a painter and a nine-year-old spent one hour each. The nine-year-old found the most.',
      ],
    ],
    articles: [
      [
        'The man who repairs umbrellas',
        'He has eleven hundred of them in the attic and remembers every owner.',
      ],
      [
        'A bench of one’s own',
        'Why the best view in town is from the bench nobody has dedicated to anybody.',
      ],
      ['Notes on a lighthouse', 'Three weeks, one lamp, four hundred and two steps a day.'],
      [
        'In praise of the second draft',
        'The first one is for you. The second is for the person who has to read it on a bus.',
      ],
      ['Tea at the wrong temperature', 'An apology, with diagrams.'],
    ],
  },
  {
    name: 'Cinéma Le Lumignon',
    address: 'programme@lumignon.example',
    host: 'lumignon.example',
    colour: '#3b2e5a',
    paper: '#f1eef7',
    lang: 'fr',
    every: 21,
    issues: 20,
    openings: [
      [
        'Cette semaine au Lumignon',
        "Deux avant-premières, un documentaire sur les moules et le retour de notre séance pour bébés (les parents dorment, c'est permis).",
      ],
      [
        'Nuit du court métrage',
        "De 20 h à l'aube, quarante films et une soupe à l'oignon. Couvertures bienvenues.",
      ],
      [
        'Ciné-club : la comédie italienne',
        'Trois films, trois débats, un buffet. On promet de ne pas tout expliquer.',
      ],
      [
        'Le projecteur est réparé !',
        'Merci de votre patience et de vos 214 messages, dont plusieurs très techniques.',
      ],
    ],
    articles: [
      [
        'Les Passantes, mardi 20 h 30',
        'En présence de la réalisatrice, qui répondra à toutes les questions sauf une.',
      ],
      ['Grand Large, mercredi 18 h', "Un film de bateau pour ceux qui n'aiment pas les bateaux."],
      [
        'La Vache et le Préfet, jeudi 21 h',
        "La comédie rurale de l'année, avec une vraie vache et un faux préfet.",
      ],
      ["L'Ombre du figuier, samedi 17 h", 'Deux heures de douceur, sous-titrées.'],
      [
        'Séance jeune public, dimanche 11 h',
        'Six petits films sans paroles, quarante minutes, goûter compris.',
      ],
    ],
  },
];
