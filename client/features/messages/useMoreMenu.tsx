import { useEffect, useEffectEvent, useState } from 'react';
import { tinykeys } from 'tinykeys';
import { type Message, sourceAddress } from '../../../shared/messages.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { later } from '../../ui/later.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { useSweepEntry } from '../clean-up/useSweepEntry.tsx';
import { useComposing } from '../compose/composing.ts';
import { useSenderEntries } from '../contacts/useSenderEntries.ts';
import { useFilterEntries } from '../filters/useFilterEntries.tsx';
import { type Chosen, markRead, markUnread } from './acts.ts';
import { printMessage } from './print-message.ts';

const SourceViewer = later(() => import('./SourceViewer.tsx'));
const HeadersViewer = later(() => import('./HeadersViewer.tsx'));

/** What is done with a message now and then: seen in its raw form, printed, sent on or saved as a file. */
export function useMoreMenu(
  one: Chosen,
  message: Message | undefined,
  copy: (anchor: HTMLElement) => void,
) {
  const t = useT();
  const { long } = useFormats();
  const { forwardAttached, editAsNew } = useComposing();
  const [view, setView] = useState<'source' | 'headers' | null>(null);
  const [uid] = one.uids as [number];
  const isUnread = message ? !message.flags.includes('\\Seen') : false;
  const close = () => setView(null);
  const print = () => {
    const article = more.ref.current?.closest('article');
    if (message && article) printMessage(message, article, { t, date: long(message.date) });
  };
  usePrintKey(print);
  const sender = useSenderEntries(message?.from[0]);
  const filters = useFilterEntries(message);
  const sweep = useSweepEntry(message?.from[0]);
  const more: ReturnType<typeof useMenu<HTMLButtonElement>> = useMenu(t('more'), () => [
    {
      id: 'more',
      entries: [
        {
          id: 'read',
          label: t(isUnread ? 'mark-read' : 'mark-unread'),
          act: () => void (isUnread ? markRead : markUnread)(one),
        },
        {
          id: 'copy',
          label: t('copy-to'),
          act: () => more.ref.current && copy(more.ref.current),
        },
      ],
    },
    ...sender,
    ...filters.entries,
    ...sweep.entries,
    {
      id: 'file',
      entries: [
        {
          id: 'forward',
          label: t('forward-attached'),
          disabled: !message,
          // The menu gives the focus back first; then the letter takes it.
          act: () => message && setTimeout(() => forwardAttached(message)),
        },
        {
          id: 'as-new',
          label: t('edit-as-new'),
          disabled: !message,
          act: () => message && setTimeout(() => void editAsNew(message)),
        },
        {
          id: 'download',
          label: t('download-source'),
          act: () => download(sourceAddress(one.folder, uid)),
        },
        {
          id: 'print',
          label: t('print'),
          disabled: !message,
          act: print,
        },
      ],
    },
    {
      id: 'raw',
      entries: [
        { id: 'headers', label: t('view-headers'), act: () => setView('headers') },
        { id: 'source', label: t('view-source'), act: () => setView('source') },
      ],
    },
  ]);
  const viewer =
    view === 'source' ? (
      <SourceViewer folder={one.folder} uid={uid} onClose={close} />
    ) : view === 'headers' ? (
      <HeadersViewer folder={one.folder} uid={uid} onClose={close} />
    ) : (
      filters.dialog || sweep.dialog
    );
  return { ...more, viewer };
}

/** The browser's own print would print the whole page around the message. */
function usePrintKey(act: () => void) {
  const print = useEffectEvent(act);
  useEffect(
    () =>
      tinykeys(window, {
        '$mod+p': (event) => {
          if ((event.target as Element).closest('[role=dialog]')) return;
          event.preventDefault();
          print();
        },
      }),
    [],
  );
}

function download(address: string) {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
