import { document, photo } from '../files.ts';
import type { Scene } from '../media/picture.ts';
import type { Key } from '../people.ts';
import { type Random, seeded } from '../random.ts';
import type { Talk } from '../talk.ts';

/** What fills the mailbox. The weights of the files are shared out so that all of it makes `bytes`. */
export function bulkTalks(bytes: number): Talk[] {
  const random = seeded('bulk');
  const plans = [...familyPlans, ...sitePlans(random)];
  const weights = plans.map((plan) =>
    plan.names.map(() => (plan.folder === 'Trash' ? 0.95 : 0.5) + random.next()),
  );
  const total = weights.flat().reduce((sum, weight) => sum + weight, 0);
  const kilobytes = bytes / BASE64_GROWTH / 1000 / total;
  return plans.map((plan, i) =>
    talkOf(plan, weights[i]?.map((weight) => Math.round(weight * kilobytes)) ?? []),
  );
}

/** Four characters for three bytes, and a line end every 76. */
const BASE64_GROWTH = (4 / 3) * (78 / 76);

interface Plan {
  by: Key;
  subject: string;
  text: string;
  folder: string;
  age: number;
  names: readonly string[];
  scan?: boolean;
}

const SCENES: readonly Scene[] = ['sea', 'hills', 'dawn', 'field', 'snow', 'night'];

function talkOf(plan: Plan, sizes: number[]): Talk {
  const files = plan.names.map((name, i) =>
    plan.scan
      ? document(`${name}.pdf`, name, ['Document numérisé, 300 points par pouce.'], sizes[i])
      : photo(
          `${name}.png`,
          SCENES[(plan.age + i) % SCENES.length] as Scene,
          1 + (plan.age % 3),
          sizes[i],
        ),
  );
  return {
    subject: plan.subject,
    lang: 'fr',
    age: `${plan.age}d`,
    folder: plan.folder,
    look: 'html',
    turns: [[plan.by, plan.text, ...files]],
  };
}

const familyPlans: readonly Plan[] = [
  {
    by: 'karim',
    age: 96,
    folder: 'Famille',
    subject: 'La plage, version longue',
    names: ['la plage 1', 'la plage 2', 'la plage 3'],
    text: "Trois photos seulement, j'ai été raisonnable. Sur la deuxième, la tache rouge au fond est ton frère.",
  },
  {
    by: 'karim',
    age: 101,
    folder: 'Trash',
    subject: 'La plage, version courte',
    names: ['plage', 'plage bis', 'plage ter'],
    text: 'Les mêmes, mais prises par Yasmine, donc plus bas.',
  },
  {
    by: 'leila',
    age: 142,
    folder: 'Famille',
    subject: 'Le jasmin du balcon',
    names: ['jasmin', 'jasmin le soir'],
    text: "Il a fleuri la semaine où tu es partie. Je te l'envoie pour que tu culpabilises un peu.",
  },
  {
    by: 'karim',
    age: 204,
    folder: 'Famille',
    subject: 'Premier jour sans roulettes',
    names: ['départ', 'milieu', 'haie'],
    text: "Dans l'ordre : le départ, le milieu, la haie. Elle veut recommencer demain.",
  },
  {
    by: 'nadia',
    age: 61,
    folder: 'INBOX',
    subject: 'Relevé du presbytère',
    names: ['façade nord', 'façade sud', 'charpente'],
    text: 'Voici les photos du relevé. La charpente est plus belle que prévu et la façade nord beaucoup moins droite.',
  },
  {
    by: 'helene',
    age: 49,
    folder: 'INBOX',
    subject: 'Fête des voisins : les images',
    names: ['la grande table', 'le discours', 'la vaisselle'],
    text: "On voit tout le monde, sauf à la vaisselle, où l'on ne voit que Paul.",
  },
  {
    by: 'bastien',
    age: 88,
    folder: 'INBOX',
    subject: "L'atelier vélo en photos",
    names: ['avant', 'après'],
    text: 'Avant, après. Entre les deux, quatre heures et un pansement.',
  },
  {
    by: 'karim',
    age: 330,
    folder: 'Famille',
    subject: 'Neige !',
    names: ['bonhomme', 'bataille', 'chocolat chaud'],
    text: "Trois centimètres, l'école fermée, le bonheur complet. Le bonhomme porte ton écharpe, pardon.",
  },
  {
    by: 'leila',
    age: 410,
    folder: 'Famille',
    subject: 'La maison de grand-père',
    names: ['la cour', 'le figuier', 'la porte bleue'],
    text: "On a repeint la porte de la même couleur, à partir d'un éclat trouvé sous la serrure.",
  },
  {
    by: 'nadia',
    age: 38,
    folder: 'Trash',
    subject: 'Plans numérisés, doublons',
    names: ['plan rez-de-chaussée', 'plan étage', 'plan toiture'],
    scan: true,
    text: "Je te renvoie les plans au bon format. Tu peux jeter les précédents. Et ceux-ci aussi, en fait, j'ai oublié l'échelle.",
  },
  {
    by: 'nadia',
    age: 35,
    folder: 'Trash',
    subject: 'Plans numérisés, sans échelle non plus',
    names: ['plan A', 'plan B', 'plan C'],
    scan: true,
    text: 'Décidément. Les bons partent par la poste, ce sera plus sûr.',
  },
  {
    by: 'yann',
    age: 122,
    folder: 'Trash',
    subject: 'Essais de panorama',
    names: ['essai 1', 'essai 2'],
    text: "L'appareil a un mode panorama. Moi pas encore.",
  },
];

const WEEKS = [
  "Le mur ouest est monté, le maçon siffle, c'est bon signe.",
  "Il a plu dans la salle de sieste. Les enfants trouveraient ça formidable, le maître d'ouvrage moins.",
  "Les fenêtres sont arrivées, dont une seule à l'envers.",
  "On a retrouvé un puits. Il n'était sur aucun plan et il est magnifique.",
  'La charpente est posée. Le charpentier a accroché un bouquet et refusé de descendre pour la photo.',
  "L'électricien demande où passer. Je lui ai montré votre dessin, il a demandé qui l'avait dessiné.",
  'Les couleurs des portes sont choisies : abricot, sauge, et un bleu que personne ne sait nommer.',
  'Réception des carrelages : 1 204 carreaux, deux ébréchés, un hippocampe (offert).',
];

function sitePlans(random: Random): Plan[] {
  return Array.from({ length: 34 }, (_, i): Plan => {
    const week = 60 - i;
    const scan = i % 5 === 4;
    return {
      by: i % 4 === 3 ? 'karim' : 'nadia',
      age: 8 + i * 9 + random.int(0, 4),
      folder: i < 9 ? 'INBOX' : 'Chantier',
      subject: scan
        ? `École des Peupliers : compte rendu n° ${week}`
        : `École des Peupliers : photos, semaine ${week}`,
      names: scan ? [`compte-rendu-${week}`] : [`chantier-${week}-a`, `chantier-${week}-b`],
      scan,
      text: `Bonjour Amina,\n\n${WEEKS[i % WEEKS.length]} ${scan ? 'Le compte rendu signé est joint.' : 'Les photos sont jointes, en pleine résolution comme tu les aimes.'}\n\nProchaine visite {d+7} à 8 h 30, bottes obligatoires.`,
    };
  });
}
