import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import {
  endSession,
  listSessions,
  readSession,
  type SecondStep,
  type Session,
  signIn,
  signOut,
  signOutEverywhere,
} from '../../../shared/session.ts';
import { call } from '../../api/call.ts';
import { forgetAccount, rememberAccount } from '../../api/device.ts';
import { stopLive } from '../../api/live.ts';
import { forgetAsked } from '../../api/password-asked.ts';
import { queryClient } from '../../api/query-client.ts';
import { silenceDevice } from '../notifications/silence.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => call(readSession, {}),
  meta: { keep: true },
});

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => call(listSessions, {}),
});

export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

interface Entering {
  /** Called with the answer, before the mail is shown. */
  begin(session: Session): void;
  /** The password was right, and is not enough. */
  ask(step: SecondStep, remember: boolean): void;
}

export function useSignIn({ begin, ask }: Entering) {
  return useMutation({
    mutationFn: (input: { email: string; password: string; remember: boolean }) =>
      call(signIn, input),
    onSuccess: async (answer, { remember }) => {
      if ('secondStep' in answer) return ask(answer.secondStep, remember);
      await enter(answer, remember);
      begin(answer);
    },
  });
}

/** From now on this device is this account's. */
export async function enter(session: Session, remember: boolean) {
  await rememberAccount(session.account, remember);
  queryClient.setQueryData(sessionQuery.queryKey, session);
}

/** @param forget what else the device must not keep, dropped before anything is shown. */
export function useSignOut(forget: () => Promise<void>, leave: () => unknown) {
  return useMutation({
    mutationFn: (everywhere: boolean) => call(everywhere ? signOutEverywhere : signOut, {}),
    onSuccess: async () => {
      await forget();
      await forgetSession(leave);
    },
  });
}

export function useEndSession() {
  return useMutation({
    mutationFn: (id: string) => call(endSession, { id }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}

/** Every place but this one. */
export function useEndOthers() {
  return useMutation({
    mutationFn: () => call(signOutEverywhere, { others: true }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}

/**
 * Nothing of the mail stays on this device. What is in memory is dropped by the sign-in page itself,
 * when no screen shows it any more: a screen would only ask for it again.
 */
export async function forgetSession(leave: () => unknown) {
  stopLive();
  forgetAsked();
  await queryClient.cancelQueries();
  await forgetAccount();
  await silenceDevice();
  await leave();
}
