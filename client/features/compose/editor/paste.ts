import type Squire from 'squire-rte';
import { cleanPaste } from './clean-paste.ts';

/** The library writes this before what was copied from a letter of ours. */
const OWN = /^<!-- squire -->/;

/**
 * Takes what is pasted in place of the library: pictures become pictures of the letter, words lose what
 * their program put around them. Plain text, and what the library knows itself, is left to it.
 */
export function insertPasted(
  editor: Squire,
  event: ClipboardEvent,
  data: DataTransfer | null,
  onPictures: (files: File[]) => void,
) {
  if (!data) return;
  const html = data.getData('text/html');
  const text = data.getData('text/plain');
  const pictures = [...data.files].filter(({ type }) => type.startsWith('image/'));
  const take = () => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  // Word and Excel send a picture of the text along with the text.
  if (pictures.length && !text.trim()) {
    take();
    return onPictures(pictures);
  }
  if (!html || editor._isShiftDown || OWN.test(html)) return;
  take();
  const { fragment, pictures: embedded } = cleanPaste(html);
  if (!fragment.textContent?.trim() && !fragment.querySelector('img, table, hr'))
    return embedded.length ? onPictures(embedded) : void editor.insertPlainText(text, true);
  const holder = document.implementation.createHTMLDocument('').createElement('div');
  holder.append(fragment);
  editor.insertHTML(holder.innerHTML, true);
  if (embedded.length) onPictures(embedded);
}
