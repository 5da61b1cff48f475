import type { Attachment, Letter } from '../../../shared/compose.ts';
import { identityOf } from '../identities/identities.ts';
import type { Draft, DraftFile } from './composing.ts';

/** The letter as it is sent: without what only its writer sees. */
export function letterOf({ owner: _, files, language: _language, ...letter }: Draft): Letter {
  return { ...letter, ...writerOf(letter), attachments: files.map(attachmentOf) };
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

function attachmentOf(file: DraftFile): Attachment {
  const { name, size: _size, type: _type, ...attachment } = file;
  return attachment.kind === 'message' ? attachment : { ...attachment, name };
}
