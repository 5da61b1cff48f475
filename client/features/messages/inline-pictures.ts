import { type Message, partAddress } from '../../../shared/messages.ts';
import type { SafeMail } from './sanitize.ts';

type Files = Pick<Message, 'folder' | 'uid' | 'attachments'>;

/** Fetches the pictures that came with the message, each once, into `blob:` addresses. Answers how to let go. */
export function showInlineImages(mail: SafeMail, { folder, uid, attachments }: Files): () => void {
  const urls: string[] = [];
  let isGone = false;
  const show = async (part: string, images: Element[]) => {
    const response = await fetch(partAddress(folder, uid, part));
    if (!response.ok) return;
    const blob = await response.blob();
    if (isGone) return;
    const url = URL.createObjectURL(blob);
    urls.push(url);
    for (const image of images) image.setAttribute('src', url);
  };
  for (const { part, type, contentId } of attachments) {
    if (!contentId || !/^image\/(png|jpe?g|gif|webp)$/i.test(type)) continue;
    const images = mail.inlineImages.filter((one) => one.contentId === contentId);
    // A picture that does not come leaves its place empty: the file is still listed below.
    if (images.length)
      void show(
        part,
        images.map(({ image }) => image),
      ).catch(() => {});
  }
  return () => {
    isGone = true;
    for (const url of urls) URL.revokeObjectURL(url);
  };
}
