import { queryOptions, useQuery } from '@tanstack/react-query';
import { readStorage } from '../../../shared/storage.ts';
import { call } from '../../api/call.ts';

export const storageQuery = queryOptions({
  queryKey: ['storage'],
  queryFn: () => call(readStorage, {}),
  meta: { keep: true },
});

export const useStorage = () => useQuery(storageQuery).data;
