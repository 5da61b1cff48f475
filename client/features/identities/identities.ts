import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { sameAddress, withoutDetail } from '../../../shared/address.ts';
import type { Recipient } from '../../../shared/compose.ts';
import {
  deleteIdentity,
  type Identities,
  type Identity,
  listIdentities,
  type Signature,
  writeIdentity,
} from '../../../shared/identities.ts';
import type { Message } from '../../../shared/messages.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

export const identitiesQuery = queryOptions({
  queryKey: ['identities'],
  queryFn: ({ signal }) => call(listIdentities, {}, signal),
  meta: { keep: true },
});

export const useIdentities = (): Identities | undefined => useQuery(identitiesQuery).data;

/** Asked for before the first letter: it begins with a name and a signature. */
export const preloadIdentities = () =>
  queryClient.prefetchQuery({ ...identitiesQuery, staleTime: 0 });

const known = () => queryClient.getQueryData(identitiesQuery.queryKey)?.identities ?? [];

/** Whose letter it is: the one with this name and address, or the first with the address. */
export function identityOf(from: Recipient, among: Identity[] = known()): Identity | undefined {
  const here = among.filter(({ address }) => sameAddress(address, from.address));
  return here.find(({ name }) => name === from.name) ?? here.find(isDefault) ?? here[0];
}

/** Whose new letters are; undefined while it is not known yet. */
export const defaultIdentity = (among: Identity[] = known()): Identity | undefined =>
  among.find(isDefault) ?? among[0];

const isDefault = ({ isDefault }: Identity) => isDefault;

/** As it stands in From. */
export const senderOf = ({ name, address }: Identity): Recipient => ({ name, address });

/** What stands below the letters of this one; both may be empty. */
export const signatureOf = (identity: Identity | undefined): Signature =>
  identity?.signature ?? { html: '', text: '' };

/**
 * Who answers a message: the one that it was sent to, or that sent it. Its header first, then what the
 * mail servers wrote down on the way, since an alias or a Bcc stands only there.
 *
 * @param own the addresses that the login may send from.
 */
export function answeringIdentity(
  { from, to, cc, bcc, deliveredTo = [] }: Message,
  own: string[],
  among: Identity[] = known(),
): Recipient | undefined {
  const named = [...[...from, ...to, ...cc, ...bcc].map(({ address }) => address), ...deliveredTo];
  for (const address of named) {
    const identity = identityOf({ name: '', address }, among);
    if (identity) return senderOf(identity);
  }
  for (const address of named) {
    const mine = own.find((one) => sameAddress(one, withoutDetail(address)));
    if (mine)
      return { name: identityOf({ name: '', address: mine }, among)?.name ?? '', address: mine };
  }
  return undefined;
}

/** Keeps one, new or changed. */
export function useWriteIdentity(done: () => void) {
  return useMutation({
    mutationFn: (identity: Identity) => call(writeIdentity, identity),
    onSuccess: async () => {
      await readAgain();
      done();
    },
  });
}

/** Gone at once, and back with Undo. */
export async function removeIdentity(identity: Identity) {
  try {
    await call(deleteIdentity, { id: identity.id });
    toast(t('identity-deleted', { name: identity.name || identity.address }), {
      action: { label: t('undo'), act: () => void putBack(identity) },
    });
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await readAgain();
}

/** The one for new letters from now on. */
export async function makeDefault(identity: Identity) {
  await putBack({ ...identity, isDefault: true });
}

async function putBack(identity: Identity) {
  try {
    await call(writeIdentity, identity);
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await readAgain();
}

const readAgain = () => queryClient.invalidateQueries({ queryKey: identitiesQuery.queryKey });
