import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { type LeavingWay, leaveList, readSubscription } from '../../../shared/subscriptions.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';

interface Place {
  folder: string;
  uid: number;
}

const subscriptionQuery = ({ folder, uid }: Place) =>
  queryOptions({
    queryKey: ['subscription', folder, uid],
    queryFn: ({ signal }) => call(readSubscription, { folder, uid }, signal),
    // Another letter of the same list may have been the one that was used to leave it.
    staleTime: 0,
  });

export const useSubscription = (place: Place) => useQuery(subscriptionQuery(place)).data?.left;

/** Leaves the list; every letter of it knows from then on. */
export function useLeave(place: Place) {
  return useMutation({
    mutationFn: (way: LeavingWay) => call(leaveList, { ...place, way }),
    onSuccess: (answer) =>
      queryClient.setQueryData(subscriptionQuery(place).queryKey, () => answer),
  });
}
