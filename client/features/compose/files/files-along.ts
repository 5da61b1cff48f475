import type { Message } from '../../../../shared/messages.ts';
import type { DraftFile } from '../composing.ts';

/** What a letter of ours can name: others get a name of their own. */
const NAMEABLE = /^[\w.+-]{1,200}@?[\w.-]{0,200}$/;
const PICTURE = /^image\/(png|jpe?g|gif|webp)$/i;

const ourId = (contentId: string, part: string, uid: number) =>
  NAMEABLE.test(contentId) ? contentId : `part-${part}.${uid}@sobre`;

/** The pictures in the text of a message: their Content-ID there, and in a letter that quotes it. */
export function contentIdsOf({ attachments, uid }: Message): Map<string, string> {
  return new Map(
    attachments
      .filter(({ contentId, type, removed }) => contentId && PICTURE.test(type) && !removed)
      .map(({ contentId, part }) => [contentId, ourId(contentId, part, uid)]),
  );
}

/**
 * Files of a message that go along with a letter about it; the bridge fetches them when it is sent.
 *
 * @param html the quoted original: a picture that it shows stays in the text. null = the letter is plain.
 * @param what everything, as when it is forwarded, or only the pictures of the text.
 */
export function filesAlong(
  message: Message,
  html: string | null,
  what: 'all' | 'pictures',
): DraftFile[] {
  const { folder, uid, uidValidity, attachments } = message;
  return attachments
    .filter(({ removed }) => !removed)
    .map(({ part, name, size, type, contentId }): DraftFile => {
      const ours = contentId ? ourId(contentId, part, uid) : null;
      const isShown = ours !== null && (html?.includes(`cid:${encodeURIComponent(ours)}`) ?? false);
      const place = { folder, uid, uidValidity, part };
      return { kind: 'part', ...place, contentId: isShown ? ours : null, name, size, type };
    })
    .filter((file) => what === 'all' || (file.kind === 'part' && file.contentId !== null));
}
