import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Folder } from '../../../shared/folders.ts';
import { weighFolder } from '../../../shared/storage.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import { toast } from '../../ui/toasts.ts';
import {
  folderLabel,
  useCreateFolder,
  useDeleteFolder,
  useEmptyFolder,
  useFolders,
  useUpdateFolder,
} from './folders.ts';
import { descendants } from './tree.ts';

/** What is to be done with a folder; `create` without one makes it at the top. */
export interface FolderTask {
  kind: 'create' | 'rename' | 'move' | 'delete' | 'empty';
  folder: Folder | null;
}

interface Props {
  task: FolderTask;
  onClose(): void;
  /** The folder may have been the one on screen. */
  onGone(): void;
}

export function FolderDialogs({ task, onClose, onGone }: Props) {
  const { kind, folder } = task;
  return (
    <>
      {kind === 'create' && <NameDialog parent={folder} onClose={onClose} />}
      {kind === 'rename' && folder && <NameDialog renamed={folder} onClose={onClose} />}
      {kind === 'move' && folder && (
        <MoveDialog folder={folder} onClose={onClose} onGone={onGone} />
      )}
      {kind === 'delete' && folder && (
        <DeleteDialog folder={folder} onClose={onClose} onGone={onGone} />
      )}
      {kind === 'empty' && folder && <EmptyDialog folder={folder} onClose={onClose} />}
    </>
  );
}

function NameDialog({
  parent,
  renamed,
  onClose,
}: {
  parent?: Folder | null;
  renamed?: Folder;
  onClose(): void;
}) {
  const t = useT();
  const creating = useCreateFolder();
  const updating = useUpdateFolder();
  const { error, isPending } = renamed ? updating : creating;
  const title = renamed
    ? t('folder-rename')
    : parent
      ? t('folder-new-in', { name: folderLabel(parent, t) })
      : t('folder-new');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (!name) return;
    try {
      if (renamed) await updating.mutateAsync({ folder: renamed.path, name });
      else await creating.mutateAsync({ parent: parent?.path ?? null, name });
      if (!renamed) toast(t('folder-created', { name }));
      onClose();
    } catch {
      // Said in the field; the name stays for another try.
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 16 }}>
        <Field
          label={t('folder-name')}
          name="name"
          defaultValue={renamed?.name ?? ''}
          autoFocus
          required
          maxLength={200}
          error={error ? sentenceOf(error, t) : null}
        />
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" look="primary" disabled={isPending}>
            {t(renamed ? 'folder-rename' : 'folder-create')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

function MoveDialog({
  folder,
  onClose,
  onGone,
}: {
  folder: Folder;
  onClose(): void;
  onGone(): void;
}) {
  const t = useT();
  const folders = useFolders() ?? [];
  const updating = useUpdateFolder();
  const [parent, setParent] = useState(folder.parent ?? '');
  const unfit = new Set([folder, ...descendants(folders, folder.path)].map(({ path }) => path));
  const move = async () => {
    try {
      await updating.mutateAsync({ folder: folder.path, parent: parent || null });
      onGone();
      onClose();
    } catch {
      // Said below the choice.
    }
  };
  return (
    <Dialog title={t('folder-move-where', { name: folder.name })} onClose={onClose}>
      <Field
        as="select"
        label={t('folder-move')}
        value={parent}
        onChange={(event) => setParent(event.target.value)}
        error={updating.error ? sentenceOf(updating.error, t) : null}
      >
        <option value="">{t('folder-top')}</option>
        {folders
          .filter(({ path }) => !unfit.has(path))
          .map((one) => (
            <option key={one.path} value={one.path}>
              {one.specialUse ? folderLabel(one, t) : one.path}
            </option>
          ))}
      </Field>
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" disabled={updating.isPending} onClick={() => void move()}>
          {t('folder-move')}
        </Button>
      </Actions>
    </Dialog>
  );
}

/** What the server counts now: what cannot be undone names no remembered number. */
function useRecount(folder: string, below: boolean) {
  const { bytes } = useFormats();
  const { data, isFetching, error } = useQuery({
    queryKey: ['weight', folder, below],
    queryFn: ({ signal }) => call(weighFolder, { folder, below }, signal),
    gcTime: 0,
    staleTime: 0,
  });
  const size = data?.bytes ? ` (${bytes(data.bytes)})` : '';
  return { messages: data?.messages ?? 0, size, isCounting: isFetching, error };
}

function DeleteDialog({
  folder,
  onClose,
  onGone,
}: {
  folder: Folder;
  onClose(): void;
  onGone(): void;
}) {
  const t = useT();
  const below = descendants(useFolders() ?? [], folder.path);
  const { messages, size, isCounting, error } = useRecount(folder.path, true);
  const deleting = useDeleteFolder();
  return (
    <Question
      title={t('folder-delete-title', { name: folder.name })}
      text={
        error
          ? sentenceOf(error, t)
          : t('folder-delete-text', { messages, size, below: below.length })
      }
      isCounted={!error}
      answer={t('folder-delete')}
      isCounting={isCounting}
      onClose={onClose}
      onYes={async () => {
        await deleting.mutateAsync(folder.path);
        toast(t('folder-deleted', { name: folder.name }));
        onGone();
      }}
    />
  );
}

function EmptyDialog({ folder, onClose }: { folder: Folder; onClose(): void }) {
  const t = useT();
  const emptying = useEmptyFolder();
  const { messages, size, isCounting, error } = useRecount(folder.path, false);
  const name = folderLabel(folder, t);
  return (
    <Question
      title={t('folder-empty-title', { name })}
      text={error ? sentenceOf(error, t) : t('folder-empty-text', { messages, size })}
      isCounted={!error}
      answer={t('folder-empty', { name })}
      isCounting={isCounting}
      onClose={onClose}
      onYes={async () => {
        const { messages } = await emptying.mutateAsync(folder.path);
        toast(t('folder-emptied', { messages }));
      }}
    />
  );
}

interface Asked {
  title: string;
  text: string;
  answer: string;
  /** The number in the text is being asked for. */
  isCounting: boolean;
  /** False: it could not be counted, and is not done. */
  isCounted: boolean;
  onYes(): Promise<void>;
  onClose(): void;
}

/** About what cannot be undone: it names the exact count before it happens. */
function Question({ title, text, answer, isCounting, isCounted, onYes, onClose }: Asked) {
  const t = useT();
  const [isBusy, setBusy] = useState(false);
  const yes = async () => {
    setBusy(true);
    await onYes().catch((error) => toast(sentenceOf(error, t), { look: 'failed' }));
    onClose();
  };
  return (
    <Dialog title={title} role="alertdialog" onClose={onClose}>
      <p aria-busy={isCounting}>{isCounting ? t('loading') : text}</p>
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          look="danger"
          disabled={isBusy || isCounting || !isCounted}
          onClick={() => void yes()}
        >
          {answer}
        </Button>
      </Actions>
    </Dialog>
  );
}
