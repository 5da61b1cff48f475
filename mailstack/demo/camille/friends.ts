import { document, inlinePhoto, photo } from '../files.ts';
import type { Talk } from '../talk.ts';

export const friendTalks: readonly Talk[] = [
  {
    subject: 'Photos du jardin',
    lang: 'fr',
    age: '2h',
    unread: true,
    starred: true,
    turns: [
      [
        'helene',
        "Je t'envoie la série complète, prise ce matin avant que la brume se lève. La troisième est ma préférée : on dirait que le potager réfléchit.\n\nChoisis-en une pour l'affiche de l'assemblée. Pas celle avec ma botte.",
        photo('brume-sur-le-potager.png', 'field', 1, 410),
        photo('le-canal-a-sept-heures.png', 'dawn', 2, 380),
        photo('la-colline.png', 'hills', 1, 440),
      ],
    ],
  },
  {
    subject: 'Dimanche midi ?',
    lang: 'fr',
    age: '7h',
    pace: 5,
    turns: [
      [
        'maman',
        "Ma chérie, ton père veut savoir si vous venez dimanche, et moi si tu manges toujours du fromage. Lucie amène son nouvel appareil à raclette, il paraît qu'il a une application.\n\nPrends tes bottes, le chemin est un lac.",
      ],
      [
        'camille',
        "Nous venons, avec un appétit normal et des bottes. Je mange toujours du fromage, rassure papa. J'apporte la tarte aux poires.",
      ],
      [
        'maman',
        "Parfait. Ton père dit que la tarte compte double s'il y a des amandes. Viens avant midi, il faut quelqu'un pour expliquer l'application.",
      ],
    ],
  },
  {
    subject: 'Le Finistère en images',
    lang: 'fr',
    age: '2d',
    turns: [
      [
        'yann',
        "Comme promis, la pointe au petit matin. Il a fallu se lever à cinq heures et négocier avec une chèvre qui tenait le sentier.\n\nLe phare ouvre aux visiteurs en avril : viens, je connais le gardien, c'est moi.",
        inlinePhoto('la pointe au matin.png', 'sea', 4),
      ],
      [
        'camille',
        "C'est splendide. Je l'ai mise en fond d'écran et mes collègues croient que j'ai démissionné. Rendez-vous en avril, salue la chèvre.",
      ],
    ],
  },
  {
    subject: 'Ton livre prêté (celui avec la baleine)',
    lang: 'fr',
    age: '3d',
    turns: [
      [
        'paul',
        "Je viens de retrouver ton livre derrière le radiateur. Il a pris un peu de relief. Je te le rends mardi, ou je t'en offre un neuf et je garde celui-ci, auquel je me suis attaché ?",
      ],
      [
        'camille',
        'Garde-le, vous avez visiblement vécu des choses ensemble. Un neuf me va très bien, édition de poche.',
      ],
      ['paul', 'Marché conclu. La baleine te remercie.'],
    ],
  },
  {
    subject: 'La chaudière, suite et (je crois) fin',
    lang: 'fr',
    age: '5d',
    turns: [
      [
        'gaspard',
        'Chère voisine,\n\nLe plombier est passé. Diagnostic : la vanne du troisième était fermée depuis {m-1}, par moi, qui croyais fermer le robinet de la cour. Le chauffage revient ce soir, la honte est déjà là.\n\nJe propose de réparer par un gratin collectif samedi.',
      ],
      [
        'camille',
        'Cher voisin, votre franchise vous honore et votre gratin aussi. Je monte prévenir madame Perrault, qui dormait en manteau. À samedi.',
      ],
    ],
  },
  {
    subject: 'Cadeau pour les 60 ans de papa',
    lang: 'fr',
    age: '8d',
    turns: [
      [
        'lucie',
        'Il faut se décider : la montgolfière ou la hotte de cuisine ? Il a dit que rien ne lui manquait, ce qui ne nous aide pas, mais il regarde le ciel plus souvent que le plafond.',
      ],
      [
        'camille',
        "La montgolfière, évidemment. Personne n'a jamais raconté sa hotte au dessert. On partage à trois avec maman ?",
      ],
      [
        'lucie',
        "Vendu ! J'ai réservé pour deux passagers, date à choisir au printemps. Le bon est en pièce jointe, imprime-le sur du beau papier.",
        document('bon-cadeau-montgolfiere.pdf', 'Bon pour un lever de soleil', [
          'Ce bon donne droit à un vol en montgolfière pour deux personnes, au lever du jour, par vent faible.',
          'Prévoir des chaussures fermées et le goût des choses lentes.',
        ]),
      ],
      ['camille', "Il est superbe. Plus qu'à tenir notre langue quatre semaines. Courage."],
    ],
  },
  {
    subject: 'Reliure : ton carnet est prêt',
    lang: 'fr',
    age: '11d',
    turns: [
      [
        'ines',
        "Bonjour Camille,\n\nTon carnet est sec et il se tient droit, ce qui n'était pas gagné. J'ai refait la couture avec du lin et gardé la page tachée de thé, comme tu voulais.\n\nTu peux passer tous les jours sauf le lundi, jour où je ponce et où je ne réponds de rien.",
      ],
      [
        'camille',
        "Merci Inès, je passe jeudi. Il reste de la place à l'atelier du {sat} ? Une amie veut apprendre la couture copte.",
      ],
      ['ines', 'Il en reste deux. Je lui en garde une, avec un tablier à sa taille.'],
    ],
  },
  {
    subject: 'Recette du gâteau de dimanche',
    lang: 'fr',
    age: '16d',
    starred: true,
    folder: 'Archive',
    turns: [
      [
        'maud',
        "Tu me l'as demandée trois fois, la voici une fois pour toutes :\n\n250 g de noisettes torréfiées, 4 œufs, 150 g de sucre, un zeste de citron, une pincée de sel. Blancs en neige, pas de farine. 35 minutes à 170 °C et surtout on n'ouvre PAS le four, même si on a très envie de vérifier.",
      ],
      [
        'camille',
        "Je ne l'ai pas ouvert. J'ai regardé par la vitre avec une lampe de poche. Résultat impeccable, merci !",
      ],
    ],
  },
  {
    subject: 'On garde Moustache ?',
    lang: 'fr',
    age: '19d',
    turns: [
      [
        'lucie',
        'Peux-tu garder Moustache du {d+10} au {d+17} ? Il est devenu très raisonnable, il ne mange plus que les plantes grasses.',
      ],
      ['camille', 'Avec joie. Je mets les plantes grasses chez Gaspard, et Gaspard au courant.'],
    ],
  },
  {
    subject: 'Déménagement : qui a encore des cartons ?',
    lang: 'fr',
    age: '41d',
    folder: 'Archive',
    also: ['paul', 'bastien'],
    turns: [
      [
        'maud',
        "Il me manque une douzaine de cartons et un ami fort. J'offre la pizza et la vue : cinquième étage, ascenseur « en cours d'installation » depuis 1987.",
      ],
      ['camille', "J'ai neuf cartons et deux bras d'écrivaine. Je viens."],
      ['maud', 'Tu es la meilleure. Rendez-vous samedi à 9 h, on finit par le piano.'],
      ['camille', 'Le QUOI ?'],
    ],
  },
  {
    subject: 'Les photos du Portugal',
    lang: 'fr',
    age: '110d',
    folder: 'Été 2026',
    starred: true,
    turns: [
      [
        'sofia',
        'Querida Camille, voilà les images de notre semaine. Le vieux monsieur du café demande de tes nouvelles et continue de prétendre que tu as gagné la partie de dominos.\n\nReviens vite, le figuier donne encore.',
        photo('ericeira-le-soir.png', 'sea', 7, 1450),
        photo('la-route-des-collines.png', 'hills', 6, 1300),
      ],
      [
        'camille',
        "Merci Sofia ! Je les regarde le matin à la place des nouvelles et ma tension s'en porte mieux. Dis au monsieur du café que j'exige une revanche.",
      ],
    ],
  },
  {
    subject: 'Coucher de soleil, épisode 12',
    lang: 'fr',
    age: '98d',
    folder: 'Été 2026',
    turns: [
      [
        'bastien',
        "Je sais, je sais, encore un. Mais celui-là avait une voile dedans, elle est sortie du cadre au moment où j'ai appuyé.",
        photo('coucher-12.png', 'dawn', 5, 2100),
      ],
    ],
  },
  {
    subject: 'Camping : la liste de ce qu’on a oublié',
    lang: 'fr',
    age: '121d',
    folder: 'Été 2026',
    turns: [
      [
        'yann',
        "Pour l'an prochain, on a oublié : le maillet, l'ouvre-boîte, la moitié des sardines, et Paul à la station-service (quarante minutes).",
      ],
      [
        'camille',
        "Ajoute : un livre qui ne soit pas le même en trois exemplaires. Et une lampe. Mais c'était parfait.",
      ],
      [
        'paul',
        "Je précise que la station-service était très bien. J'y ai appris la belote à deux.",
      ],
    ],
  },
  {
    subject: 'Itinéraire à vélo, six jours le long du canal',
    lang: 'fr',
    age: '132d',
    folder: 'Été 2026',
    turns: [
      [
        'yann',
        "J'ai tracé six étapes de 45 km environ, écluse après écluse, avec une baignade par jour et un raidillon le quatrième (il fallait bien).\n\nOn dort deux fois chez l'habitant, trois fois sous la tente et une fois dans un ancien moulin qui fait des crêpes.",
        document('etapes.pdf', 'Le canal en six jours', [
          'Jour 1 : Saint-Lunaire, écluse des Moines, 42 km',
          'Jour 2 : les peupliers, 47 km, baignade',
          'Jour 3 : le pont-canal, 44 km',
          'Jour 4 : le raidillon, 38 km et des regrets',
          'Jour 5 : le moulin aux crêpes, 46 km',
          'Jour 6 : la mer, enfin, 51 km',
        ]),
      ],
      ['camille', "Signé. J'ai regonflé les pneus, c'est déjà de l'entraînement."],
    ],
  },
  {
    subject: 'Le mariage de Noor et Idris',
    lang: 'fr',
    age: '205d',
    folder: 'Archive',
    turns: [
      [
        'noor',
        "Nous nous marions le premier samedi de septembre, dans le verger, à 15 h, et le ciel est prévenu.\n\nTu voudrais bien lire quelque chose ? Deux minutes, pas de poème sur la patience s'il te plaît, ma tante en a déjà trois.",
      ],
      [
        'camille',
        'Oui, mille fois oui ! Deux minutes, pas de patience, peut-être une histoire de fermeture éclair.',
      ],
    ],
  },
  {
    subject: 'Merci pour hier soir',
    lang: 'fr',
    age: '310d',
    folder: 'Archive',
    turns: [
      [
        'gaspard',
        "Soupe remarquable, compagnie meilleure encore. J'ai retrouvé chez moi votre écharpe, la moitié d'un puzzle et un enfant qui appartient, je crois, au deuxième étage.",
      ],
      [
        'camille',
        "L'enfant est bien du deuxième. L'écharpe est pour vous, elle va avec votre barbe.",
      ],
    ],
  },
];
