import { type QueryClient, queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../../shared/endpoint.ts';
import type { FolderCounted } from '../../../shared/events.ts';
import {
  createFolder,
  deleteFolder,
  emptyFolder,
  type Folder,
  listFolders,
  type SpecialUse,
  updateFolder,
} from '../../../shared/folders.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import type { MessageId, Translate } from '../../i18n/i18n.tsx';

export const foldersQuery = queryOptions({
  queryKey: ['folders'],
  queryFn: async () => (await call(listFolders, {})).folders,
  meta: { keep: true },
});

export function useFolders(): Folder[] | undefined {
  return useQuery(foldersQuery).data;
}

export function useFolder(path: string): Folder | undefined {
  return useFolders()?.find((folder) => folder.path === path);
}

/** The folder that serves a purpose, as the list stands now. */
export function folderFor(use: SpecialUse): Folder | undefined {
  return queryClient
    .getQueryData(foldersQuery.queryKey)
    ?.find(({ specialUse }) => specialUse === use);
}

/** What people call a folder: a word of the interface for those with a purpose, else its own name. */
export function folderLabel(folder: Pick<Folder, 'specialUse' | 'name'>, t: Translate): string {
  return folder.specialUse ? t(`folder-${folder.specialUse}` as MessageId) : folder.name;
}

/** The same for a path; one that is not in the list is its own name. */
export function labelOf(path: string, t: Translate): string {
  const folders = queryClient.getQueryData(foldersQuery.queryKey);
  const folder = folders?.find((one) => one.path === path);
  return folder ? folderLabel(folder, t) : path;
}

/** True where people look for whom they wrote to. */
export const isOwnMail = (folder: Folder | undefined) =>
  folder?.specialUse === 'sent' || folder?.specialUse === 'drafts';

/** The address of a folder: the whole path is one segment, so that "2026" below it is no message. */
export function folderAddress(path: string): string {
  return `/mail/${encodeURIComponent(path)}`;
}

/** Counts told by the server: patched where they stand. */
export function applyFolderCounted({ folder }: FolderCounted, client: QueryClient) {
  client.setQueryData(foldersQuery.queryKey, (folders) =>
    folders?.map((one) => (one.path === folder.path ? { ...one, ...folder } : one)),
  );
}

const refresh = () => queryClient.invalidateQueries({ queryKey: foldersQuery.queryKey });

export const useCreateFolder = () =>
  useMutation({
    mutationFn: (input: CallInput<typeof createFolder>) => call(createFolder, input),
    onSuccess: refresh,
  });

export const useUpdateFolder = () =>
  useMutation({
    mutationFn: (input: CallInput<typeof updateFolder>) => call(updateFolder, input),
    onSuccess: refresh,
  });

export const useDeleteFolder = () =>
  useMutation({
    mutationFn: (folder: string) => call(deleteFolder, { folder }),
    onSuccess: (_answer, folder) => {
      queryClient.removeQueries({ queryKey: ['messages', folder] });
      return refresh();
    },
  });

export const useEmptyFolder = () =>
  useMutation({
    mutationFn: (folder: string) => call(emptyFolder, { folder }),
    onSuccess: (_answer, folder) => {
      void queryClient.invalidateQueries({ queryKey: ['messages', folder] });
      void queryClient.invalidateQueries({ queryKey: ['storage'] });
      return refresh();
    },
  });
