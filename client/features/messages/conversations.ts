import { queryOptions, useQuery } from '@tanstack/react-query';
import { readConversation } from '../../../shared/messages.ts';
import { call } from '../../api/call.ts';

/** All messages of the conversation of one, oldest first. Events invalidate it. */
export function conversationQuery(folder: string, uid: number) {
  return queryOptions({
    queryKey: ['conversation', folder, uid],
    queryFn: ({ signal }) => call(readConversation, { folder, uid }, signal),
  });
}

export const useConversation = (folder: string, uid: number, wanted: boolean) =>
  useQuery({ ...conversationQuery(folder, uid), enabled: wanted });
