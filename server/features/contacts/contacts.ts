import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import {
  addContact,
  deleteContact as deleteEndpoint,
  listContacts as listEndpoint,
  readCards as readCardsEndpoint,
} from '../../../shared/contacts.ts';
import { Refusal } from '../../../shared/refusal.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { readTextPart } from '../../mail/part.ts';
import { deleteContact, insertContact, listContacts } from '../../store/contacts.ts';
import { sessionOf } from '../session/session.ts';
import { readCards } from './cards.ts';

/** Encoded bytes of a vCard that are read: a card with a picture is large, an address book larger. */
const MAX_CARDS = 1024 * 1024;
const READ = { repeatable: true };

/** The address book, and the cards that messages bring. */
export function contacts(context: Context): Router {
  const { store, mail, live } = context;
  const router = Router();
  const tell = (account: string) => live.tell(account, { type: 'contacts', path: ['contacts'] });
  router.get(
    listEndpoint.path,
    handle(listEndpoint, async (_input, request) => ({
      contacts: await listContacts(store, sessionOf(request).account),
    })),
  );
  router.post(
    addContact.path,
    handle(addContact, async (input, request) => {
      const { account } = sessionOf(request);
      const now = Date.now();
      const contact = { ...input, id: randomUUID(), createdAt: now, updatedAt: now };
      if (!(await insertContact(store, account, contact))) {
        throw new Refusal('too-large', 'The address book is full.');
      }
      tell(account);
      return contact;
    }),
  );
  router.delete(
    deleteEndpoint.path,
    handle(deleteEndpoint, async ({ id }, request) => {
      const { account } = sessionOf(request);
      if (!(await deleteContact(store, account, id))) {
        throw new Refusal('not-found', 'There is no such contact.');
      }
      tell(account);
      return {};
    }),
  );
  router.get(
    readCardsEndpoint.path,
    handle(readCardsEndpoint, async ({ folder, uid, part }, request) => {
      const read = await mail.inFolder(
        sessionOf(request),
        folder,
        (imap) => readTextPart(imap, uid, part, MAX_CARDS),
        READ,
      );
      return readCards(read.text);
    }),
  );
  return router;
}
