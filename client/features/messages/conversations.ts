import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { readConversation } from '../../../shared/messages.ts';
import { call } from '../../api/call.ts';
import { useFolders } from '../folders/folders.ts';

/**
 * All messages of the conversation of one, oldest first. Events of its own folder invalidate it.
 *
 * @param otherSide the next UID of the folder that holds the answers: with it what is sent is in the key.
 */
function conversationQuery(folder: string, uid: number, otherSide: number | undefined) {
  return queryOptions({
    queryKey: ['conversation', folder, uid, otherSide],
    queryFn: ({ signal }) => call(readConversation, { folder, uid }, signal),
    // While an answer is fetched the rest stays on screen.
    placeholderData: (before: Whole | undefined, query) =>
      query?.queryKey[1] === folder && query.queryKey[2] === uid ? before : undefined,
  });
}
type Whole = z.infer<typeof readConversation.output>;

/** The page hears only of the folder on screen: of the other side it knows by its count. */
export function useConversation(folder: string, uid: number) {
  const folders = useFolders();
  const isSent = folders?.find(({ path }) => path === folder)?.specialUse === 'sent';
  const other = folders?.find(({ specialUse }) => specialUse === (isSent ? 'inbox' : 'sent'));
  return useQuery(conversationQuery(folder, uid, other?.uidNext));
}

/** Flags that were changed, in every conversation that shows the message. */
export function patchConversations(
  client: QueryClient,
  folder: string,
  isMeant: (uid: number) => boolean,
  change: (flags: string[]) => string[],
) {
  client.setQueriesData<Whole>(
    { queryKey: ['conversation'] },
    (whole) =>
      whole && {
        ...whole,
        messages: whole.messages.map((one) =>
          one.folder === folder && isMeant(one.row.uid)
            ? { ...one, row: { ...one.row, flags: change(one.row.flags) } }
            : one,
        ),
      },
  );
}
