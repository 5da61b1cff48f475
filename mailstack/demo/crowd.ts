import type { Person } from './mime/letter.ts';
import type { Random } from './random.ts';

const FIRST =
  'Léa Hugo Manon Louis Chloé Gabriel Inès Arthur Jeanne Raphaël Zoé Adam Lina Jules Nora Malo Agathe Ibrahim Clémence Élie Samia Théo Rose Oscar Aïcha Victor Margaux Youssef Anaïs Côme Fatou Basile Solène Mehdi Lucille Ernest Yasmina Augustin Delphine Rémi Bérénice Kofi Joséphine Loïc Mireille Armand Huguette Tariq Violette Denis Perrine Sacha Georgette Émile Sidonie Brahim Suzanne Félix Apolline Noé'.split(
    ' ',
  );
const LAST =
  'Fontaine Besnard Rivière Chevalier Moreau-Diaz Lacombe Haddad Perrault Nguyen Dufresne Blanchet Traoré Carpentier Meunier Da Costa Lemoine Kowalski Vidal Bonnefoy Charpentier Ouedraogo Delattre Marchetti Guillou Ben Salah Prigent Verdier Santini Mercier Aubert Cissé Lagarde Poirier Tessier Rahmani Coulon Leblond Fournier Granger Maillard Pelletier Rousselot Sauvage Thévenin Urbain Vasseur Wagner Zeller Bourdin Cordier'
    .replace('Da Costa', 'Da_Costa')
    .replace('Ben Salah', 'Ben_Salah')
    .split(' ');
const HOSTS = [
  'courrier-libre.example',
  'boitealettres.example',
  'monmel.example',
  'facteur.example',
  'lapresqu-ile.example',
  'postier.example',
];

/** Somebody of the town, always with the same address. */
export function somebody(random: Random): Person {
  const first = random.pick(FIRST);
  const last = random.pick(LAST).replace('_', ' ');
  const local = `${first}.${last}`
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
  const host = HOSTS[(first.length * 7 + last.length) % HOSTS.length];
  return { name: `${first} ${last}`, address: `${local}@${host}` };
}
