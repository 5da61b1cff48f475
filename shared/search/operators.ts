import type { Kind, State } from './terms.ts';

/** Names of operators as people type them, English and French; the first is the one that is written. */
const names: Record<Exclude<Kind, 'words'>, string> = {
  from: 'from de',
  to: 'to à',
  cc: 'cc',
  bcc: 'bcc cci',
  with: 'with avec',
  subject: 'subject objet sujet',
  body: 'body corps',
  has: 'has contient',
  larger: 'larger bigger plusgrand',
  smaller: 'smaller pluspetit',
  before: 'before until avant',
  after: 'after since après apres depuis',
  on: 'on date',
  in: 'in folder dans dossier',
  is: 'is est',
  list: 'list liste',
  filename: 'filename file fichier',
  tag: 'tag label étiquette etiquette',
};

const stateNames: Record<State, string> = {
  unread: 'unread unseen non-lu nonlu',
  read: 'read seen lu',
  starred: 'starred flagged étoilé etoile suivi',
  unstarred: 'unstarred unflagged',
  answered: 'answered replied répondu repondu',
  unanswered: 'unanswered unreplied',
};

const ATTACHMENT = 'attachment attachments file files pj pièce-jointe piece-jointe pièce fichier';

const table = <Value extends string>(entries: Record<Value, string>): Map<string, Value> =>
  new Map(
    (Object.entries(entries) as [Value, string][]).flatMap(([value, words]) =>
      words.split(' ').map((word): [string, Value] => [word, value]),
    ),
  );

const kinds = table(names);
const stateOf = table(stateNames);
const attachments = new Set(ATTACHMENT.split(' '));

/** The operator that is called so; undefined when there is none. */
export const readOperator = (name: string) => kinds.get(name.toLowerCase());

export const readState = (name: string) => stateOf.get(name.toLowerCase());

export const isAttachmentWord = (word: string) => attachments.has(word.toLowerCase());

/** Every name that begins an operator, with the kind it stands for. */
export const operatorNames = [...kinds];
