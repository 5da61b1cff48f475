import type { Attachment, Letter } from '../../../shared/compose.ts';
import { identityOf } from '../identities/identities.ts';
import type { Draft, DraftFile } from './draft.ts';

/** The letter as it is sent: without what only its writer sees. */
export function letterOf({
  owner: _,
  files,
  quote,
  language: _language,
  sheet: _sheet,
  isAway: _isAway,
  ...letter
}: Draft): Letter {
  const html = letter.html === null ? null : letter.html + (quote ?? '');
  return {
    ...letter,
    ...writerOf(letter),
    // The bridge makes the plain alternative of a rich letter.
    text: html === null ? letter.text : '',
    html,
    attachments: files.filter((file) => isUsed(file, html)).map((file) => attachmentOf(file, html)),
  };
}

/** The name of the identity and where its answers go, unless the letter says it itself. */
function writerOf({ from, replyTo }: Pick<Draft, 'from' | 'replyTo'>) {
  const identity = identityOf(from);
  const asked = identity?.replyTo ? [{ name: '', address: identity.replyTo }] : [];
  return {
    from: { ...from, name: from.name || (identity?.name ?? '') },
    replyTo: replyTo.length ? replyTo : asked,
  };
}

/** A picture that was taken out of the text again does not go along. */
function isUsed(file: DraftFile, html: string | null): boolean {
  if (file.kind === 'message' || !file.contentId || html === null) return true;
  return html.includes(`cid:${encodeURIComponent(file.contentId)}`);
}

function attachmentOf(file: DraftFile, html: string | null): Attachment {
  const { name, size: _size, type: _type, ...attachment } = file;
  if (attachment.kind === 'message') return attachment;
  // A plain letter has no text that a picture could stand in: it is a file beside the words.
  return { ...attachment, name, contentId: html === null ? null : attachment.contentId };
}
