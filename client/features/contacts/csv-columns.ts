import { foldText } from '../../../shared/contacts/same.ts';

/** What a column of a table says of somebody. */
export const columnKinds = [
  'name',
  'first-name',
  'middle-name',
  'last-name',
  'organization',
  'email',
  'email-label',
  'phone',
  'phone-label',
  'birthday',
  'birth-day',
  'birth-month',
  'birth-year',
  'groups',
  'nickname',
  'job',
  'website',
  'notes',
  'note-line',
  'ignore',
] as const;
export type ColumnKind = (typeof columnKinds)[number];

export interface Column {
  title: string;
  kind: ColumnKind;
  /** Of a number or an address: home, work, mobile, fax, or none. */
  label: string;
}

/**
 * The columns of Google, Outlook and Thunderbird, in English and French. Titles are compared without accents,
 * signs and case; what no line knows becomes a line of the notes, so that nothing is lost.
 */
const KNOWN: [ColumnKind, RegExp][] = [
  [
    'ignore',
    /^(e mail type|e mail( \d)? display name|initials?|initiales|priority|priorite|sensitivity|critere de diffusion|private|prive|gender|sexe|yomi .*|(given|family|additional) name yomi|phonetic .*|file as|photo|user \d|utilisateur \d)$/,
  ],
  ['email-label', /^e mail \d+ (label|type)$/],
  ['phone-label', /^phone \d+ (label|type)$/],
  ['email', /^(e ?mails?|mail|courriels?|mel)( \d+)?( (address|adress|value|adresse))?( \d+)?$/],
  ['email', /^(primary|secondary|other|work|home|business|personal)? ?e ?mail( address)?$/],
  [
    'email',
    /^adresses? (e ?mail|electronique|de messagerie|de courriel|mail)( \d+)?( (principale|secondaire))?( \d+)?$/,
  ],
  ['phone', /^phone \d+ value$/],
  [
    'phone',
    /\b(phone|tel|telephone|mobile|portable|cell|cellular|fax|telecopie|pager|telecopieur|isdn|telex)\b/,
  ],
  [
    'name',
    /^(name|display name|full name|nom complet|nom a afficher|nom affiche|nom d affichage|nom et prenom|prenom et nom)$/,
  ],
  ['first-name', /^(first name|given name|prenom|forename)$/],
  ['middle-name', /^(middle name|additional name|deuxieme prenom|autres? prenoms?)$/],
  ['last-name', /^(last name|family name|surname|nom de famille|nom)$/],
  [
    'organization',
    /^(company|organi[sz]ation( 1)?( name)?|societe|entreprise|organisme|compagnie)$/,
  ],
  ['birthday', /^(birthday|birth date|date of birth|anniversaire|date de naissance|naissance)$/],
  ['birth-day', /^(birth day|jour de naissance)$/],
  ['birth-month', /^(birth month|mois de naissance)$/],
  ['birth-year', /^(birth year|annee de naissance)$/],
  [
    'groups',
    /^(categories|category|categorie|labels|libelles|groups?|groupes?|group membership|appartenance a un groupe)$/,
  ],
  ['nickname', /^(nickname|nick name|surnom|pseudo)$/],
  ['job', /^(job title|organi[sz]ation( 1)? title|fonction|poste|profession|intitule du poste)$/],
  [
    'website',
    /^(web ?site( 1)?( value)?|web ?page( 1)?|page web( 1)?|site web|url|personal web page|site internet)$/,
  ],
  ['notes', /^(notes?|remarques?|comments?|commentaires?|memo)$/],
];

const plainTitle = (title: string) =>
  foldText(title)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** What a column means, by its title. */
export function readColumn(title: string): Column {
  const plain = plainTitle(title);
  const kind = KNOWN.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'note-line';
  return { title, kind, label: kind === 'phone' || kind === 'email' ? labelIn(plain) : '' };
}

function labelIn(title: string): string {
  const has = (pattern: RegExp) => pattern.test(title);
  if (has(/fax|telecopie/)) return 'fax';
  if (has(/mobile|portable|cell/)) return 'mobile';
  if (has(/business|work|company|bureau|professionnel|societe/)) return 'work';
  if (has(/home|domicile|personnel/)) return 'home';
  return '';
}

/** Columns of a table whose first row is somebody already: by what stands in it. */
export function guessColumns(row: string[]): Column[] {
  const named = row.findIndex((cell) => cell.trim() && !isAddress(cell) && !isNumber(cell));
  return row.map((cell, i) => {
    const kind = isAddress(cell)
      ? 'email'
      : isNumber(cell)
        ? 'phone'
        : i === named
          ? 'name'
          : 'note-line';
    return { title: String(i + 1), kind, label: '' };
  });
}

export const isAddress = (text: string) => /^[^\s<>@]+@[^\s<>@]+$/.test(text.trim());
const isNumber = (text: string) => /^[+(]?[\d\s().\-/]{6,}$/.test(text.trim());
