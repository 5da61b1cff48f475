import { Router } from 'express';
import { sameAddress, withoutDetail } from '../../../shared/address.ts';
import {
  deleteIdentity as deleteEndpoint,
  type Identity,
  listIdentities as listEndpoint,
  MOST_IDENTITIES,
  writeIdentity as writeEndpoint,
} from '../../../shared/identities.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { mailboxName } from '../../store/accounts.ts';
import { deleteIdentity, listIdentities, writeIdentity } from '../../store/identities.ts';
import { addressesOf, sessionOf } from '../session/session.ts';

/** Who a person writes as. */
export function identities(context: Context): Router {
  const { store, live } = context;
  const router = Router();
  const tell = (account: string) =>
    live.tell(account, { type: 'identities', path: ['identities'] });
  router.get(
    listEndpoint.path,
    handle(listEndpoint, async (_input, request) => {
      const { account } = sessionOf(request);
      return {
        identities: await identitiesOf(context, account),
        addresses: await addressesOf(context, account),
        complete: context.accounts !== null,
      };
    }),
  );
  router.put(
    writeEndpoint.path,
    handle(writeEndpoint, async (identity, request) => {
      const { account } = sessionOf(request);
      await refuseForeign(context, account, identity.address);
      const before = await identitiesOf(context, account);
      const isNew = !before.some(({ id }) => id === identity.id);
      if (isNew && before.length >= MOST_IDENTITIES) {
        throw new Refusal('too-large', 'There are as many identities as there may be.');
      }
      // The one that nobody made becomes real beside the first other one.
      const [first] = before;
      if (isNew && first?.id === FIRST) await writeIdentity(store, account, first, 0);
      await writeIdentity(store, account, identity, Date.now());
      tell(account);
      return identity;
    }),
  );
  router.delete(
    deleteEndpoint.path,
    handle(deleteEndpoint, async ({ id }, request) => {
      const { account } = sessionOf(request);
      if (!(await deleteIdentity(store, account, id))) {
        throw new Refusal('not-found', 'There is no such identity.');
      }
      tell(account);
      return {};
    }),
  );
  return router;
}

const FIRST = 'first';

/** Never empty, and one of them is the default one. */
async function identitiesOf(context: Context, account: string): Promise<Identity[]> {
  const made = await listIdentities(context.store, account);
  if (!made.length) return [await firstIdentity(context, account)];
  return made.some(({ isDefault }) => isDefault)
    ? made
    : made.map((one, place) => ({ ...one, isDefault: place === 0 }));
}

/** What the mailbox itself says: its address, and the name that its administrator gave it. */
async function firstIdentity({ accounts }: Context, account: string): Promise<Identity> {
  return {
    id: FIRST,
    name: accounts ? await mailboxName(accounts, account) : '',
    address: account,
    replyTo: '',
    signature: { html: '', text: '' },
    isDefault: true,
  };
}

/** The mail server would refuse the letter; where it is ours, that is known before it is written. */
async function refuseForeign(context: Context, account: string, address: string) {
  if (!context.accounts) return;
  const own = await addressesOf(context, account);
  if (own.some((one) => sameAddress(one, withoutDetail(address)))) return;
  throw new Refusal('sender-refused', 'The mailbox may not send from this address.');
}
