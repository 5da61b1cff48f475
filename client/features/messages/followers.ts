import type { UidSet } from '../../../shared/values.ts';

/** What happens to messages, told to lists that are no folder's: search results. */
export type MessageNews =
  | {
      type: 'flags';
      folder: string;
      isMeant(uid: number): boolean;
      change(flags: string[]): string[];
    }
  /** They leave the folder, or have left it. */
  | { type: 'left'; folder: string; uids: UidSet }
  /** An act failed or was undone: they may be there again. */
  | { type: 'back'; folder: string };

const followers = new Set<(news: MessageNews) => void>();

/** Hears of every change, by this page and by others, until the answer is called. */
export function followMessages(hear: (news: MessageNews) => void): () => void {
  followers.add(hear);
  return () => followers.delete(hear);
}

export function tellFollowers(news: MessageNews) {
  for (const hear of followers) hear(news);
}
