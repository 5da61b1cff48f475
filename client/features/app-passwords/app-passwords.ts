import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import {
  type AppPassword,
  listAppPasswords,
  makeAppPassword,
  revokeAppPassword,
} from '../../../shared/app-passwords.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

const appPasswordsQuery = queryOptions({
  queryKey: ['app-passwords'],
  queryFn: ({ signal }) => call(listAppPasswords, {}, signal),
  // A mail program's sign-in changes it, and is not told by events.
  staleTime: 0,
});

export const useAppPasswords = () => useQuery(appPasswordsQuery);

/** @returns the password, this once. */
export async function newAppPassword(password: string, name: string): Promise<string> {
  const { secret } = await call(makeAppPassword, { name, password });
  await readAgain();
  return secret;
}

export function useRevoke(done: () => void) {
  return useMutation({
    mutationFn: ({ id }: AppPassword) => call(revokeAppPassword, { id }),
    onSuccess: (_answer, { name }) => toast(t('app-password-revoked', { name })),
    onError: (error) => toast(sentenceOf(error, t), { look: 'failed' }),
    onSettled: async () => {
      await readAgain();
      done();
    },
  });
}

const readAgain = () => queryClient.invalidateQueries({ queryKey: appPasswordsQuery.queryKey });
