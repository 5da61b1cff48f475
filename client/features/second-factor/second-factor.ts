import { queryOptions, useQuery } from '@tanstack/react-query';
import {
  addPasskey,
  forgetDevices,
  makeRecoveryCodes,
  offerPasskey,
  readSecondFactor,
  removeAuthenticator,
  removePasskey,
  type SecondFactor,
} from '../../../shared/second-factor.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { makePasskey } from './webauthn.ts';

const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => call(readSecondFactor, {}, signal),
  // Another place may have changed it: it is not told by events.
  staleTime: 0,
});

export const useSecondFactor = () => useQuery(secondFactorQuery);

export const readAgain = () =>
  queryClient.invalidateQueries({ queryKey: secondFactorQuery.queryKey });

export const isOn = ({ authenticatorSince, passkeys }: SecondFactor) =>
  authenticatorSince !== null || passkeys.length > 0;

/** How many factors there are: without the last one the second step is off. */
export const factorCount = ({ authenticatorSince, passkeys }: SecondFactor) =>
  passkeys.length + (authenticatorSince === null ? 0 : 1);

export async function dropAuthenticator(password: string) {
  await call(removeAuthenticator, { password });
  toast(t('authenticator-removed'));
  await readAgain();
}

/** @returns recovery codes to keep, when it is the first factor. */
export async function newPasskey(password: string, name: string): Promise<string[] | null> {
  const options = await call(offerPasskey, { password });
  const credential = await makePasskey(options);
  const { recoveryCodes } = await call(addPasskey, { name, credential });
  toast(t('passkey-added', { name }));
  await readAgain();
  return recoveryCodes;
}

export async function dropPasskey(password: string, { id, name }: { id: string; name: string }) {
  await call(removePasskey, { id, password });
  toast(t('passkey-removed', { name }));
  await readAgain();
}

export async function newRecoveryCodes(password: string): Promise<string[]> {
  const { recoveryCodes } = await call(makeRecoveryCodes, { password });
  await readAgain();
  return recoveryCodes;
}

export async function askEverywhereAgain() {
  try {
    await call(forgetDevices, {});
    toast(t('trusted-devices-forgotten'));
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await readAgain();
}
