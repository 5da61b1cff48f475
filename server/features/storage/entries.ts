import { createHash } from 'node:crypto';
import type {
  FetchMessageObject,
  FetchQueryObject,
  ImapFlow,
  MessageStructureObject,
} from 'imapflow';
import { fileTypeOf } from '../../../shared/file-types.ts';
import { readHeaderFields } from '../../mail/header-fields.ts';
import { mendEnvelopes } from '../../mail/raw-names.ts';
import { oneLine, time, toAddresses } from '../../mail/rows.ts';
import { readContents } from '../../mail/structure.ts';
import type { Entry, Fact } from './facts.ts';

/** What every message has, and a server has at hand. */
export const bareQuery: FetchQueryObject = {
  uid: true,
  flags: true,
  internalDate: true,
  size: true,
};

/** What it has to look into the message for, at least once. */
const detailQuery: FetchQueryObject = {
  uid: true,
  envelope: true,
  bodyStructure: true,
  headers: ['List-Id', 'List-Unsubscribe', 'Message-ID', 'In-Reply-To', 'References'],
};

type Flagged = Pick<Fact, 'seen' | 'starred' | 'answered'>;
export type Details = Pick<Fact, 'from' | 'name' | 'list' | 'leave' | 'id' | 'answers' | 'files'>;

const NO_DETAILS: Details = {
  from: '',
  name: '',
  list: null,
  leave: false,
  id: null,
  answers: [],
  files: [],
};

/** A message of which only flags, date and size were asked; null for what the server says in between. */
export function toBareEntry(fetched: FetchMessageObject): Entry | null {
  if (!fetched.uid || fetched.size === undefined || !fetched.flags) return null;
  return {
    uid: fetched.uid,
    size: fetched.size,
    received: Math.max(0, time(fetched.internalDate) ?? 0),
    ...toFlagged(fetched.flags),
    ...NO_DETAILS,
    whole: false,
  };
}

export const toFlagged = (flags: Set<string>): Flagged => ({
  seen: flags.has('\\Seen'),
  starred: flags.has('\\Flagged'),
  answered: flags.has('\\Answered'),
});

/** Reads the details of messages of the selected folder, by UID; those that are gone are left out. */
export async function fetchDetails(imap: ImapFlow, range: string): Promise<Map<number, Details>> {
  const details = new Map<number, Details>();
  const broken: FetchMessageObject[] = [];
  for await (const one of imap.fetch(range, detailQuery, { uid: true })) {
    if (!one.uid || !(one.envelope || one.bodyStructure || one.headers)) continue;
    details.set(one.uid, toDetails(one));
    const name = one.envelope?.from?.[0]?.name;
    if (name?.includes('\uFFFD'))
      broken.push({ uid: one.uid, seq: one.seq, envelope: one.envelope! });
  }
  await mendEnvelopes(imap, broken);
  for (const { uid, envelope } of broken) {
    const known = details.get(uid);
    if (known) details.set(uid, { ...known, ...toSender(envelope) });
  }
  return details;
}

const LONGEST = 320;
/** Letters of a very long talk answer more than anybody asks for. */
const MOST_ANSWERS = 50;

function toDetails({ envelope, headers, bodyStructure }: FetchMessageObject): Details {
  const fields = readHeaderFields(headers);
  const first = (name: string) => fields.get(name)?.[0] ?? '';
  const own = idsIn(first('message-id')).at(0) ?? first('message-id').trim();
  const answers = [...idsIn(first('references')), ...idsIn(first('in-reply-to'))].map(hashOf);
  return {
    ...toSender(envelope),
    list: toList(first('list-id')),
    leave: first('list-unsubscribe') !== '',
    id: own ? hashOf(own) : null,
    // The last ones are the nearest.
    answers: [...new Set(answers)].slice(-MOST_ANSWERS),
    files: toFiles(bodyStructure),
  };
}

function toSender(envelope: FetchMessageObject['envelope']): Pick<Fact, 'from' | 'name'> {
  const [sender] = toAddresses(envelope?.from?.slice(0, 1));
  return {
    from: cut(oneLine(sender?.address ?? '').toLowerCase()),
    name: cut(oneLine(sender?.name ?? '')),
  };
}

/** What stands between the brackets (RFC 2919), or all of it where a sender forgot them. */
function toList(field: string): string | null {
  const value = /<([^<>]*)>\s*$/.exec(field)?.[1] ?? field;
  return cut(oneLine(value).toLowerCase()) || null;
}

const cut = (text: string) => text.toWellFormed().slice(0, LONGEST).toWellFormed().trim();

const idsIn = (field: string) => field.match(/<[^<>\s]{1,1000}>/g) ?? [];
const hashOf = (id: string) => createHash('sha256').update(id).digest('hex').slice(0, 16);

/** Those that a reader would call files: neither pictures in the text, nor what was taken out. */
function toFiles(structure: MessageStructureObject | undefined): Fact['files'] {
  const files = readContents(structure).attachments.filter(
    ({ inline, removed }) => !inline && !removed,
  );
  if (!files.length || !structure) return [];
  const sizes = new Map<string, number>();
  collectSizes(structure, sizes);
  return files.map((file) => ({
    type: fileTypeOf(file),
    bytes: sizes.get(file.part) ?? file.size,
  }));
}

function collectSizes(node: MessageStructureObject, sizes: Map<string, number>) {
  sizes.set(node.part ?? '1', node.size ?? 0);
  // An attached message is one file, whatever it holds.
  if (node.type === 'message/rfc822') return;
  for (const child of node.childNodes ?? []) collectSizes(child, sizes);
}
