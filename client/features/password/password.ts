import { queryOptions, useMutation } from '@tanstack/react-query';
import {
  changePassword,
  type PasswordFault,
  readPasswordTerms,
  renewSession,
} from '../../../shared/password.ts';
import { ApiError, call } from '../../api/call.ts';
import { passwordKnown } from '../../api/password-asked.ts';
import { queryClient } from '../../api/query-client.ts';
import { sessionQuery, sessionsQuery } from '../session/session.ts';

export const passwordQuery = queryOptions({
  queryKey: ['password'],
  queryFn: () => call(readPasswordTerms, {}),
  // Names and addresses may have changed since.
  staleTime: 0,
});

export function useChangePassword() {
  return useMutation({
    mutationFn: (input: { current: string; next: string }) => call(changePassword, input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}

/** The password was changed elsewhere: what waited for it goes on. */
export function useRenewSession() {
  return useMutation({
    mutationFn: (password: string) => call(renewSession, { password }),
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      passwordKnown();
      void queryClient.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
    },
  });
}

/** The rules that the bridge found broken; empty when it refused for another reason. */
export function faultsOf(error: unknown): PasswordFault[] {
  if (!(error instanceof ApiError) || error.code !== 'password-weak') return [];
  return (error.details.faults ?? []) as PasswordFault[];
}
