import type { Kind, State } from './terms.ts';

/** A language that operators are written in; read are those of every language. */
export type OperatorLanguage = 'en' | 'fr';

type Names = Record<OperatorLanguage, string>;

/** Names as people type them; the first of a language is the one that is written. */
const names: Record<Exclude<Kind, 'words'>, Names> = {
  from: { en: 'from', fr: 'de' },
  to: { en: 'to', fr: 'à' },
  cc: { en: 'cc', fr: 'cc' },
  bcc: { en: 'bcc', fr: 'cci' },
  with: { en: 'with', fr: 'avec' },
  subject: { en: 'subject', fr: 'objet sujet' },
  body: { en: 'body', fr: 'corps' },
  has: { en: 'has', fr: 'contient' },
  larger: { en: 'larger bigger', fr: 'plusgrand' },
  smaller: { en: 'smaller', fr: 'pluspetit' },
  before: { en: 'before until', fr: 'avant' },
  after: { en: 'after since', fr: 'après apres depuis' },
  on: { en: 'on', fr: 'date' },
  in: { en: 'in folder', fr: 'dans dossier' },
  is: { en: 'is', fr: 'est' },
  list: { en: 'list', fr: 'liste' },
  filename: { en: 'filename file', fr: 'fichier' },
  tag: { en: 'tag label', fr: 'étiquette etiquette' },
};

const stateNames: Record<State, Names> = {
  unread: { en: 'unread unseen', fr: 'non-lu nonlu' },
  read: { en: 'read seen', fr: 'lu' },
  starred: { en: 'starred flagged', fr: 'suivi étoilé etoile' },
  unstarred: { en: 'unstarred unflagged', fr: 'non-suivi' },
  answered: { en: 'answered replied', fr: 'répondu repondu' },
  unanswered: { en: 'unanswered unreplied', fr: 'non-répondu non-repondu' },
};

const attachment: Names = {
  en: 'attachment attachments file files',
  fr: 'pièce-jointe piece-jointe pj pièce fichier',
};

const allOf = ({ en, fr }: Names) => `${en} ${fr}`.split(' ');
const firstOf = (words: Names, language: OperatorLanguage) => words[language].split(' ')[0]!;

const table = <Value extends string>(entries: Record<Value, Names>): Map<string, Value> =>
  new Map(
    (Object.entries(entries) as [Value, Names][]).flatMap(([value, words]) =>
      allOf(words).map((word): [string, Value] => [word, value]),
    ),
  );

const kinds = table(names);
const stateOf = table(stateNames);
const attachments = new Set(allOf(attachment));

/** The operator that is called so; undefined when there is none. */
export const readOperator = (name: string) => kinds.get(name.toLowerCase());

export const readState = (name: string) => stateOf.get(name.toLowerCase());

export const isAttachmentWord = (word: string) => attachments.has(word.toLowerCase());

/** Every name that begins an operator, with the kind it stands for. */
export const operatorNames = [...kinds];

/** The operator's own name in a language. */
export const operatorName = (kind: Exclude<Kind, 'words'>, language: OperatorLanguage) =>
  firstOf(names[kind], language);

export const stateName = (state: State, language: OperatorLanguage) =>
  firstOf(stateNames[state], language);

export const attachmentName = (language: OperatorLanguage) => firstOf(attachment, language);
