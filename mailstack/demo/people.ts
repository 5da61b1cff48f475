import type { Person } from './mime/letter.ts';

export interface Correspondent extends Person {
  /** How a letter is signed. */
  sign: string;
}

const someone = (
  name: string,
  address: string,
  sign = name.split(' ')[0] as string,
): Correspondent => ({ name, address, sign });

export const people = {
  camille: someone('Camille Roussel', 'camille@demo.example'),
  kenji: someone('Kenji Tanaka', 'kenji@demo.example'),
  amina: someone('Amina Benali', 'amina@demo.example'),
  marc: someone('Marc Lefèvre', 'marc@demo.example'),
  helene: someone('Hélène Marchand', 'helene.marchand@courrier-libre.example'),
  paul: someone('Paul Garnier', 'paul.garnier@boitealettres.example'),
  ines: someone('Inès Duval', 'ines@ateliersducanal.example'),
  jonas: someone('Jonas Novák', 'jonas.novak@halfmoonpress.example'),
  lucie: someone('Lucie Roussel', 'lucie@famille-roussel.example'),
  maman: someone('Françoise Roussel', 'francoise@famille-roussel.example', 'Maman'),
  tom: someone('Tom Whitfield', 'tom@whitfield.example'),
  maud: someone('Maud Keller', 'maud.keller@atelier-keller.example'),
  bastien: someone('Bastien Orsini', 'bastien.orsini@courrier-libre.example'),
  wanjiru: someone('Wanjiru Otieno', 'wanjiru@brightledger.example'),
  yann: someone('Yann Le Goff', 'yann.legoff@phare-ouest.example'),
  noor: someone('Noor El Khatib', 'noor@elkhatib.example'),
  sofia: someone('Sofia Ferreira', 'sofia@tipografia-mar.example'),
  gaspard: someone('Gaspard Petitjean', 'gaspard.petitjean@boitealettres.example'),
  odile: someone('Odile Vasseur', 'odile.vasseur@courrier-libre.example', 'Odile Vasseur'),
  yuki: someone('田中 由紀', 'yuki@tanaka-ke.example', '由紀'),
  sato: someone('佐藤 健一', 'sato@aozora-honyaku.example', '佐藤'),
  mori: someone('森 さくら', 'mori@komorebi-books.example', '森'),
  hana: someone('Hana Ishikawa', 'hana@hoshizora.example', 'Hana'),
  leila: someone('ليلى بن علي', 'leila@benali.example', 'ليلى'),
  karim: someone('Karim Benali', 'karim@benali.example'),
  samir: someone('سمير حداد', 'samir@haddad.example', 'سمير'),
  nadia: someone('Nadia Cherif', 'nadia.cherif@studio-cherif.example'),
} satisfies Record<string, Correspondent>;

export type Key = keyof typeof people;

export const person = (key: Key): Correspondent => people[key];
