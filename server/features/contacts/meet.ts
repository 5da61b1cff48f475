import { randomUUID } from 'node:crypto';
import { readCard } from '../../../shared/contacts/vcard-read.ts';
import { writeCard } from '../../../shared/contacts/vcard-write.ts';
import type { FullContact } from '../../../shared/contacts.ts';
import type { RemoteBook, RemoteCard } from '../../mail/carddav.ts';
import {
  dropLinked,
  dropTombstone,
  forgetLinks,
  type Link,
  listLinks,
  listTombstones,
  type StoredBook,
  setLink,
} from '../../store/contact-links.ts';
import { findContacts, findPhotos, keepContacts } from '../../store/contacts.ts';
import type { OwnData } from '../../store/own-data.ts';

/**
 * Makes our address book and the other one the same: first what changed there comes here, then what changed
 * here goes there. Whoever was changed on both sides is kept twice: theirs under the card, ours as a new one.
 *
 * @returns whether anything of ours is another now, and the state of the book that we know.
 */
export async function meetBook(
  store: OwnData,
  account: string,
  book: RemoteBook,
  before: StoredBook | null,
): Promise<{ url: string; token: string | null; changed: boolean }> {
  if (before?.url && before.url !== book.url) await forgetLinks(store, account);
  const since = before?.url === book.url ? before.token : null;
  const isNews = book.token === null || book.token !== since;
  const pulled = isNews ? await pull(store, account, book, since) : false;
  const pushed = await push(store, account, book);
  return { url: book.url, token: book.token, changed: pulled || pushed };
}

async function pull(store: OwnData, account: string, book: RemoteBook, since: string | null) {
  const { there, gone, isComplete } = await book.list(since);
  const links = await listLinks(store, account);
  const byHref = new Map(links.flatMap((link) => (link.href ? [[link.href, link]] : [])));
  const deleted = new Map(
    (await listTombstones(store, account)).map(({ href, etag }) => [href, etag]),
  );
  const news = there.filter(({ href, etag }) =>
    // Deleted here while it was changed there: it comes back.
    deleted.has(href) ? deleted.get(href) !== etag : byHref.get(href)?.etag !== etag,
  );
  const cards = await book.read(news.map(({ href }) => href));
  const byUid = new Map(links.flatMap((link) => (link.uid ? [[link.uid, link]] : [])));
  for (const card of cards) {
    if (deleted.has(card.href)) await dropTombstone(store, account, card.href);
    await take(store, account, card, byHref, byUid);
  }
  const known = new Set(there.map(({ href }) => href));
  const lost = isComplete
    ? [...byHref.values()].filter(({ href }) => !known.has(href!))
    : gone.flatMap((href) => byHref.get(href) ?? []);
  // Changed here meanwhile: it is written there anew.
  for (const link of lost) if (link.isDirty) await setLink(store, account, link.id, null);
  const dropped = lost.filter(({ isDirty }) => !isDirty).map(({ id }) => id);
  await dropLinked(store, account, dropped);
  return cards.length + lost.length > 0;
}

/** A card that is new or changed there. Cards of groups and of nobody stay there alone. */
async function take(
  store: OwnData,
  account: string,
  card: RemoteCard,
  byHref: Map<string, Link>,
  byUid: Map<string, Link>,
) {
  const { photo, ...theirs } = readCard(card.text) ?? { photo: null };
  if (!('name' in theirs)) return;
  const twin = byUid.get(theirs.uid);
  const link = byHref.get(card.href) ?? (twin?.href ? undefined : twin);
  const now = Date.now();
  await store.transaction().execute(async (step) => {
    const [ours] = link ? await findContacts(step, account, [link.id]) : [];
    const id = ours?.id ?? randomUUID();
    const kept = { href: card.href, etag: card.etag, syncedAt: now };
    if (ours && (link?.isDirty || ours.updatedAt !== link?.updatedAt)) {
      const ourPhoto = (await findPhotos(step, account, [id])).get(id) ?? null;
      if (isSame(ours, theirs) && ourPhoto === photo) {
        await setLink(step, account, id, { ...kept, syncedAt: ours.updatedAt });
        return;
      }
      // Both changed: ours goes on as a card of its own.
      const copy = { ...ours, id: randomUUID(), uid: '', card: withoutUid(ours.card) };
      await keepContacts(step, account, [{ ...copy, photo: ourPhoto, updatedAt: now }]);
    }
    const createdAt = ours?.createdAt ?? now;
    await keepContacts(step, account, [
      { ...theirs, id, photo, collected: false, createdAt, updatedAt: now },
    ]);
    await setLink(step, account, id, kept);
  });
}

type Said = Pick<
  FullContact,
  'name' | 'organization' | 'emails' | 'phones' | 'birthday' | 'notes' | 'groups'
>;

const isSame = (one: Said, other: Said) =>
  JSON.stringify(said(one)) === JSON.stringify(said(other));

const said = ({ name, organization, emails, phones, birthday, notes, groups }: Said) => [
  name,
  organization,
  emails,
  phones,
  birthday,
  notes,
  groups,
];

const withoutUid = (card: string) =>
  card
    .split('\r\n')
    .filter((line) => !/^uid[;:]/i.test(line))
    .join('\r\n');

async function push(store: OwnData, account: string, book: RemoteBook) {
  for (const { href, etag } of await listTombstones(store, account)) {
    // Changed there since: the next meeting brings it back.
    await book.remove(href, etag);
    await dropTombstone(store, account, href);
  }
  const dirty = (await listLinks(store, account)).filter(({ isDirty }) => isDirty);
  let changed = false;
  for (const link of dirty) changed = (await pushOne(store, account, book, link)) || changed;
  return changed;
}

async function pushOne(store: OwnData, account: string, book: RemoteBook, link: Link) {
  const [ours] = await findContacts(store, account, [link.id]);
  if (!ours) return false;
  const photo = (await findPhotos(store, account, [link.id])).get(link.id) ?? null;
  const uid = ours.uid || ours.id;
  const text = writeCard({ ...ours, uid, photo }, '3.0');
  const href = link.href ?? book.hrefOf(ours.id);
  const written = await book.write(href, text, link.href ? link.etag : null);
  if (written === 'gone') {
    await setLink(store, account, link.id, null);
    return pushOne(store, account, book, { ...link, href: null, etag: null });
  }
  if (written === 'conflict') {
    const [theirs] = await book.read([href]);
    if (theirs) {
      const mine = { ...link, href, isDirty: true };
      await take(store, account, theirs, new Map([[theirs.href, mine]]), new Map());
    }
    return theirs !== undefined;
  }
  // A server that rewrites a card tells no ETag: then it is asked, so that it does not seem changed there.
  const etag = written.etag ?? (await book.read([href]))[0]?.etag ?? null;
  await setLink(store, account, link.id, { href, etag, syncedAt: ours.updatedAt });
  return false;
}
