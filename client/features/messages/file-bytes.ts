import { useEffect, useState } from 'react';
import { type Attachment, type Message, partAddress } from '../../../shared/messages.ts';
import type { MessageId } from '../../i18n/i18n.tsx';

/** More than this is not worth a browser's memory for a look. */
const MOST_BYTES = 64 * 1024 * 1024;

interface FileBytes {
  bytes: ArrayBuffer | null;
  /** Why there are none, in words. */
  trouble: MessageId | null;
}

/** A file's bytes, fetched for a preview and let go with it. */
export function useFileBytes({ folder, uid }: Message, { part, size }: Attachment): FileBytes {
  const [state, setState] = useState<FileBytes>({ bytes: null, trouble: null });
  useEffect(() => {
    const over = new AbortController();
    const read = async () => {
      if (size > MOST_BYTES) return setState({ bytes: null, trouble: 'preview-too-large' });
      const response = await fetch(partAddress(folder, uid, part), { signal: over.signal });
      if (!response.ok) throw new Error(String(response.status));
      const bytes = await response.arrayBuffer();
      const isTooLarge = bytes.byteLength > MOST_BYTES;
      const trouble = isTooLarge ? 'preview-too-large' : bytes.byteLength ? null : 'preview-empty';
      setState({ bytes: trouble ? null : bytes, trouble });
    };
    read().catch(() => {
      if (!over.signal.aborted) setState({ bytes: null, trouble: 'error.unavailable' });
    });
    return () => over.abort();
  }, [folder, uid, part, size]);
  return state;
}
