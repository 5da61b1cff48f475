import { Router } from 'express';
import { domainOf, keyOf } from '../../../shared/address.ts';
import type { Contact } from '../../../shared/contacts.ts';
import { checkPeople, findPeople, forgetPerson as forgetEndpoint } from '../../../shared/people.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { listContacts } from '../../store/contacts.ts';
import type { OwnData } from '../../store/own-data.ts';
import { forgetPerson, listPeople, peopleStamp } from '../../store/people.ts';
import { addressesOf, sessionOf } from '../session/session.ts';
import { learn } from './learn.ts';
import { type Candidate, rank, toCandidate } from './rank.ts';
import { resembledDomain } from './resemblance.ts';

const MOST_SUGGESTIONS = 8;

/** Who one may be writing to: the address book, and people known from letters. */
export function people(context: Context): Router {
  const router = Router();
  const candidatesOf = rememberCandidates(context.store);
  router.get(
    findPeople.path,
    handle(findPeople, async ({ q }, request) => {
      const session = sessionOf(request);
      // A letter that begins, not each of its keys.
      if (q === '') void learn(context, session);
      const all = await candidatesOf(session.account);
      const found = rank(all, q, MOST_SUGGESTIONS, Date.now());
      return {
        people: found.map(({ name, address, source, members }) => ({
          name,
          address,
          source,
          ...(members && { members }),
        })),
      };
    }),
  );
  router.post(
    checkPeople.path,
    handle(checkPeople, async ({ addresses }, request) => {
      const { account } = sessionOf(request);
      const all = await candidatesOf(account);
      // Whoever only wrote is a stranger still: those who pretend to be others do.
      const known = all.filter(({ source, written }) => source === 'contact' || written > 0);
      const keys = new Set(known.map(({ address }) => keyOf(address)));
      const own = await addressesOf(context, account);
      const domains = [...own, ...known.map(({ address }) => address)].map(domainOf);
      const strangers = addresses.filter((one) => !keys.has(keyOf(one)));
      return {
        strangers: strangers.map((address) => ({
          address,
          resembles: resembledDomain(address, domains),
        })),
      };
    }),
  );
  router.delete(
    forgetEndpoint.path,
    handle(forgetEndpoint, async ({ address }, request) => {
      const { account } = sessionOf(request);
      if (!(await forgetPerson(context.store, account, address))) {
        throw new Refusal('not-found', 'Nobody is known by this address.');
      }
      return {};
    }),
  );
  return router;
}

const MOST_ACCOUNTS = 200;

/** Reading and folding thousands of names at each key would be felt: they are kept until they change. */
function rememberCandidates(store: OwnData) {
  const kept = new Map<string, { stamp: string; all: Candidate[] }>();
  return async (account: string): Promise<Candidate[]> => {
    const stamp = await peopleStamp(store, account);
    const before = kept.get(account);
    kept.delete(account);
    const now =
      before?.stamp === stamp ? before : { stamp, all: await readCandidates(store, account) };
    kept.set(account, now);
    for (const eldest of kept.keys()) {
      if (kept.size <= MOST_ACCOUNTS) break;
      kept.delete(eldest);
    }
    return now.all;
  };
}

/** One an address: somebody of the address book keeps the name that was given there. */
async function readCandidates(store: OwnData, account: string): Promise<Candidate[]> {
  const fromLetters = new Map(
    (await listPeople(store, account)).map((one) => [keyOf(one.address), one]),
  );
  const contacts = await listContacts(store, account);
  const found = new Map<string, Candidate>();
  for (const { name, emails, collected } of contacts) {
    // Only written to: letters tell of them.
    if (collected) continue;
    for (const address of emails) {
      const key = keyOf(address);
      if (found.has(key)) continue;
      const { written = 0, heard = 0, lastAt = 0 } = fromLetters.get(key) ?? {};
      found.set(key, toCandidate({ name, address, source: 'contact', written, heard, lastAt }));
    }
  }
  for (const [key, one] of fromLetters)
    if (!found.has(key)) found.set(key, toCandidate({ ...one, source: 'letters' }));
  return [...groupsOf(contacts), ...found.values()];
}

/** A group stands for the preferred address of each of its people. */
function groupsOf(contacts: Contact[]): Candidate[] {
  const groups = new Map<string, { name: string; address: string }[]>();
  for (const { name, emails, groups: names } of contacts)
    for (const group of emails[0] ? names : [])
      groups.set(group, [...(groups.get(group) ?? []), { name, address: emails[0]! }]);
  return [...groups].map(([name, members]) =>
    toCandidate({
      name,
      address: '',
      source: 'group',
      members: members.slice(0, MOST_MEMBERS),
      written: 1,
      heard: 0,
      lastAt: 0,
    }),
  );
}

/** A letter has no more recipients in one field. */
const MOST_MEMBERS = 500;
