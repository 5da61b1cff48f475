import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../../shared/endpoint.ts';
import type { ExportChanged } from '../../../shared/events.ts';
import {
  dropExport,
  listExports,
  type MailExport,
  partAddress,
  startExport,
  weighExport,
} from '../../../shared/exports.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';

const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: async () => (await call(listExports, {})).exports,
});

/** Downloads that are prepared or offered, the newest first. */
export const useExports = () => useQuery(exportsQuery);

/** What may be taken along; asked for each time the page is opened, since mail comes and goes. */
export const useWeights = () =>
  useQuery({
    queryKey: ['export-weights'],
    queryFn: async () => (await call(weighExport, {})).folders,
    staleTime: 0,
  });

/** Downloads that were asked for on this page: when one is ready and is one file, it begins by itself. */
const awaited = new Set<string>();

export const useStartExport = () =>
  useMutation({
    mutationFn: (input: CallInput<typeof startExport>) => call(startExport, input),
    onSuccess(mailExport) {
      awaited.add(mailExport.id);
      // A small one may be ready before this answer is here.
      const known = queryClient.getQueryData(exportsQuery.queryKey);
      if (!known?.some(({ id }) => id === mailExport.id)) put(mailExport);
      else if (known) for (const one of known) beginAwaited(one);
    },
  });

export const useDropExport = () =>
  useMutation({
    mutationFn: (id: string) => call(dropExport, { id }),
    onSuccess: (_answer, id) => remove(id),
  });

/** A step of a download, told by the server. */
export function applyExport({ id, mailExport }: ExportChanged) {
  if (mailExport) put(mailExport);
  else remove(id);
}

function put(mailExport: MailExport) {
  queryClient.setQueryData(exportsQuery.queryKey, (known) =>
    known?.some(({ id }) => id === mailExport.id)
      ? known.map((one) => (one.id === mailExport.id ? mailExport : one))
      : [mailExport, ...(known ?? [])],
  );
  beginAwaited(mailExport);
}

function remove(id: string) {
  queryClient.setQueryData(exportsQuery.queryKey, (known) => known?.filter((one) => one.id !== id));
}

function beginAwaited({ id, state, parts }: MailExport) {
  if (state === 'preparing' || !awaited.delete(id)) return;
  const [only, ...others] = parts;
  if (!only || others.length) return;
  const link = document.createElement('a');
  link.href = partAddress(id, only);
  link.download = '';
  link.click();
}
