import type { FetchMessageObject, ImapFlow, SearchObject } from 'imapflow';
import type { ConversationMessage } from '../../shared/messages.ts';
import { toUidSet } from '../../shared/values.ts';
import { readPreviewTexts } from './previews.ts';
import { toSequenceSet } from './ranges.ts';
import { fetchForRows } from './read-rows.ts';
import { oneLine, rowQuery, toRow } from './rows.ts';

/** Messages of a conversation that are shown; of a longer one the newest. */
export const MOST_SHOWN = 100;
/** Ids that a search names: each is two more keys for the server to look for. */
const MOST_IDS = 20;

/** Messages of a conversation in one folder, and the ids by which the others of it are found. */
export interface ConversationPart {
  messages: ConversationMessage[];
  /** Their own Message-IDs, in the order of `messages`; '' for none. */
  ids: string[];
  /** What they answer, and is not among them. */
  parents: string[];
}

/** @param uids in the selected folder, ascending. */
export async function readPart(
  imap: ImapFlow,
  folder: string,
  uids: number[],
): Promise<ConversationPart> {
  const shown = uids.slice(-MOST_SHOWN);
  if (!shown.length) return { messages: [], ids: [], parents: [] };
  const range = toSequenceSet(toUidSet(shown));
  const query = { ...rowQuery, headers: ['references'] };
  const fetched = await fetchForRows(imap, range, query);
  const previews = await readPreviewTexts(imap, shown);
  const ids = fetched.map(({ envelope }) => envelope?.messageId ?? '');
  const own = new Set(ids);
  return {
    messages: fetched.map((one) => ({ folder, row: toRow(one, previews.get(one.uid) ?? '') })),
    ids,
    parents: [...new Set(fetched.flatMap(parentsOf))].filter((id) => !own.has(id)),
  };
}

function parentsOf({ envelope, headers }: FetchMessageObject): string[] {
  const text = `${headers?.toString('latin1') ?? ''} ${envelope?.inReplyTo ?? ''}`;
  return text.match(/<[^<>\s]{1,500}>/g) ?? [];
}

/** Messages of the selected folder that answer the part, or that it answers. UIDs ascending. */
export async function findRelated(imap: ImapFlow, part: ConversationPart): Promise<number[]> {
  const keys: SearchObject[] = [
    ...part.ids
      .filter(Boolean)
      .slice(-MOST_IDS)
      .flatMap((id) => [header('references', id), header('in-reply-to', id)]),
    ...part.parents.slice(-MOST_IDS).map((id) => header('message-id', id)),
  ];
  if (!keys.length) return [];
  const found = await imap.search(keys.length === 1 ? keys[0]! : { or: keys }, { uid: true });
  return (found || []).sort((a, b) => a - b).slice(-MOST_SHOWN);
}

/** An id is a stranger's text: without controls it stays one string (security S-25). */
const header = (name: string, id: string): SearchObject => ({ header: { [name]: oneLine(id) } });
