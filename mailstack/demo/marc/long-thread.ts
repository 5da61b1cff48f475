import type { Key } from '../people.ts';
import type { Talk, Turn } from '../talk.ts';

const lines: readonly (readonly [Key, string])[] = [
  [
    'helene',
    "Bonjour à tous,\n\nLe nouveau local a besoin d'un nom. « Le nouveau local » ne tiendra pas longtemps. Je lance les idées : L'Écluse ?",
  ],
  ['paul', "L'Écluse, c'est joli, mais c'est déjà le bar, le camping et le chien de Bastien."],
  ['bastien', 'Je confirme, et il répond.'],
  ['marc', "Je propose « Local 2 ». C'est clair, court et gratuit."],
  ['camille', "Marc, nous t'aimons, mais non."],
  ['amina', "La Remise ? On y remise des choses, on s'y remet, on fait des remises."],
  ['odile', "Dans ma jeunesse, la remise était l'endroit où l'on enfermait le coq."],
  ['gaspard', 'Justement : Le Coq.'],
  ['helene', "Il y a déjà un coq, il s'appelle Jean-Pierre et il n'est pas partageur."],
  ['noor', 'La Fermeture Éclair ?'],
  ['paul', "J'adore, mais les gens vont croire qu'on est fermés."],
  ['bastien', "L'Établi. Simple, solide, on peut poser sa tasse dessus."],
  ['camille', "L'Établi me plaît beaucoup."],
  ['marc', "L'Établi me plaît aussi. On vote ?"],
  ['gaspard', 'Attendez, je réfléchis encore.'],
  ['amina', 'Gaspard réfléchit. Je fais du thé.'],
  ['yann', 'Depuis la Bretagne : Le Phare. Je suis peut-être partial.'],
  ['noor', "Le Fil ? Pour la couture, l'électricité et la conversation."],
  ['odile', "Le Fil, c'est élégant. Mais on le perd."],
  ['helene', 'Ma fille propose « Chez les gens ». Elle a six ans et a toujours raison.'],
  ['paul', '« Chez les gens », je suis bouleversé.'],
  ['marc', 'Pour les statuts, « Chez les gens » risque de poser question à la préfecture.'],
  ['camille', "Justement, j'aimerais lire la réponse de la préfecture."],
  ['gaspard', "J'ai fini de réfléchir : Le Hangar à idées."],
  ['bastien', "C'est un placard de 31 m², Gaspard."],
  ['gaspard', 'Le Placard à idées, alors.'],
  [
    'amina',
    "Je remarque que « L'Établi » revient dans trois messages et « Le Placard » dans deux.",
  ],
  [
    'noor',
    "Est-ce qu'on peut mettre L'Établi sur la porte et « Chez les gens » sur le paillasson ?",
  ],
  ['helene', "Noor, tu viens de régler l'affaire."],
  ['odile', "J'approuve le paillasson."],
  [
    'marc',
    "Devis du paillasson : 38 €. De l'enseigne : 140 €. Je rappelle que « Local 2 » était gratuit.",
  ],
  ['paul', "On peut peindre l'enseigne nous-mêmes. J'ai du vert."],
  ['bastien', 'Quel vert ?'],
  ['paul', 'Beaucoup de vert.'],
  ['camille', 'Je fais le dessin des lettres. Une esperluette est-elle possible ?'],
  ['helene', "Il n'y a pas de « et » dans L'Établi."],
  ['camille', "Je sais. C'est un chagrin."],
  ['yann', "Je retire Le Phare avec dignité et j'apporte le cidre à l'inauguration."],
  [
    'amina',
    "Récapitulons : L'Établi sur la porte, Chez les gens sur le paillasson, du vert, du cidre. Des objections avant ce soir ?",
  ],
  [
    'marc',
    "Aucune objection. Adopté. J'ouvre une ligne « paillasson » au budget, et je dois avouer qu'elle me fait plaisir.",
  ],
];

export const longTalk: Talk = {
  subject: 'Un nom pour le nouveau local',
  lang: 'fr',
  age: '2d',
  pace: 5,
  look: 'plain',
  list: { name: 'Conseil', address: 'conseil@listes.saint-lunaire.example', tag: 'conseil' },
  starred: true,
  turns: lines as readonly Turn[],
};
