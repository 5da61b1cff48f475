import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { lightenMessage, zipAddress } from '../../../shared/files.ts';
import {
  type Attachment,
  expungeMessages,
  type Message,
  moveMessages,
  partAddress,
} from '../../../shared/messages.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { formatsFor } from '../../i18n/formats.ts';
import { currentAmong, useT } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { folderAddress } from '../folders/folders.ts';

/** Takes files out of the open message: done at once, shown in its lighter form, with a way back. */
export function useTakeOut(message: Message) {
  const t = useT();
  const navigate = useNavigate();
  const [doing, setDoing] = useState<'save' | 'remove' | null>(null);
  const { folder, uidValidity } = message;
  const open = useParams();
  // Another message of the conversation that is open changes where it stands.
  const isOpened =
    (open.folder ?? open.place) === folder && Number(open.uid ?? open.message) === message.uid;
  const go = (uid: number) =>
    isOpened
      ? navigate(`${folderAddress(folder)}/${uid}`, { replace: true })
      : queryClient.invalidateQueries({ queryKey: ['conversation'] });

  const takeOut = async (files: Attachment[], { save = false } = {}) => {
    const parts = files.map(({ part }) => part);
    try {
      setDoing(save ? 'save' : 'remove');
      if (save && !(await saveFiles(message, files))) {
        toast(t('save-failed'), { look: 'failed' });
        return;
      }
      setDoing('remove');
      const language = currentAmong(['en', 'fr']);
      const place = { folder, uid: message.uid, uidValidity };
      const done = await call(lightenMessage, { ...place, parts, language });
      const { original } = done;
      const undo = () => void putBack(done.uid, original!);
      const size = formatsFor(language).bytes(Math.max(0, done.freed));
      toast(t('did-remove-files', { count: parts.length, size }), {
        ...(original && { action: { label: t('undo'), act: undo } }),
      });
      void queryClient.invalidateQueries({ queryKey: ['storage'] });
      void go(done.uid);
    } catch (error) {
      toast(sentenceOf(error, t), { look: 'failed' });
    } finally {
      setDoing(null);
    }
  };

  /** The original first: only when it is back does the lighter one go. */
  const putBack = async (light: number, original: { folder: string; uid: number }) => {
    try {
      const back = { folder: original.folder, uids: [original.uid], to: folder };
      const moved = await call(moveMessages, back);
      const [first] = moved.uids.flat();
      if (!first) throw new Error('the original did not come back');
      await call(expungeMessages, { folder, uidValidity, uids: [light] });
      toast(t('did-undo'));
      void go(first);
    } catch (error) {
      toast(sentenceOf(error, t), { look: 'failed' });
    }
  };

  return { takeOut, doing };
}

/** True when the bytes are whole on this device: only then may they leave the server. */
async function saveFiles({ folder, uid }: Message, files: Attachment[]): Promise<boolean> {
  const [only] = files;
  const isOne = files.length === 1 && only;
  const address = isOne ? partAddress(folder, uid, only.part) : zipAddress(folder, uid);
  const response = await fetch(address).catch(() => null);
  // A stream that is cut ends in an error here, never in a shorter file.
  const blob = response?.ok ? await response.blob().catch(() => null) : null;
  if (!blob) return false;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = isOne ? only.name || 'file' : nameIn(response!) || 'files.zip';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return true;
}

function nameIn({ headers }: Response): string {
  const disposition = headers.get('Content-Disposition') ?? '';
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? [];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/.exec(disposition)?.[1] ?? '';
}
