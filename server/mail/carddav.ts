import { type DAVResponse, davRequest, propfind, syncCollection } from 'tsdav';
import { Refusal } from '../../shared/refusal.ts';
import { guardedFetch } from './carddav-fetch.ts';
import type { Login } from './login.ts';
import type { ImapPool } from './pool.ts';
import type { CardDavServer } from './servers.ts';

/** A card as the server keeps it. */
export interface RemoteCard {
  /** Path on the server, percent-encoded: its identity. */
  href: string;
  etag: string;
  text: string;
}

/** What is in the address book now, or has changed since a token. */
export interface Listing {
  /** Cards that are there, or are new and changed. */
  there: { href: string; etag: string }[];
  /** Cards that are gone; with `isComplete` whatever is not in `there` is gone too. */
  gone: string[];
  isComplete: boolean;
}

/** How the server took a card: its new ETag (null when it does not say), or `conflict` when it has another. */
export type Written = { etag: string | null } | 'conflict' | 'gone';

/** One user's address book, lent for one act. */
export interface RemoteBook {
  url: string;
  /** Changes when anything in the book does; null = the server does not tell. */
  token: string | null;
  list(since: string | null): Promise<Listing>;
  read(hrefs: string[]): Promise<RemoteCard[]>;
  /** @param etag the version that this one follows; null = a new card. */
  write(href: string, text: string, etag: string | null): Promise<Written>;
  remove(href: string, etag: string | null): Promise<Written>;
  /** Where a card of this name would be. */
  hrefOf(name: string): string;
}

const CARDS_AT_ONCE = 50;

/**
 * Address books on the administrator's CardDAV server (RFC 6352), opened with the user's own login. Like
 * IMAP connections they are lent: features never see the password.
 */
export class CardDav {
  readonly #server: CardDavServer;
  readonly #pool: ImapPool;

  constructor(server: CardDavServer, pool: ImapPool) {
    this.#server = server;
    this.#pool = pool;
  }

  /**
   * Finds the user's address book and lends it.
   *
   * @throws Refusal `sender-refused` never; `remote-refused` (the login is not taken there, or it names another
   *   server), `not-found` (there is no address book), `remote-failed`.
   */
  async use<T>(login: Login, act: (book: RemoteBook) => Promise<T>): Promise<T> {
    const { user, pass } = this.#pool.credentialsFor(login);
    const authorization = `Basic ${Buffer.from(`${user}:${pass}`).toString('base64')}`;
    const dav = new Dav(guardedFetch(this.#server, authorization));
    const found = await dav.findBook(addressFor(this.#server.template, user));
    return act(dav.bookAt(found.url, found.token));
  }
}

function addressFor(template: string, email: string): string {
  const at = email.lastIndexOf('@');
  const values: Record<string, string> = {
    email,
    user: at < 0 ? email : email.slice(0, at),
    domain: at < 0 ? '' : email.slice(at + 1),
  };
  return template.replace(/\{(email|user|domain)\}/g, (_, name: string) =>
    encodeURIComponent(values[name]!),
  );
}

const BOOK_PROPS = {
  'd:resourcetype': {},
  'd:sync-token': {},
  'cs:getctag': {},
  'd:current-user-principal': {},
  'card:addressbook-home-set': {},
};

class Dav {
  readonly #fetch: typeof fetch;

  constructor(fetchIt: typeof fetch) {
    this.#fetch = fetchIt;
  }

  /** The address itself when it is a book, else the first book of the home that it leads to. */
  async findBook(address: string): Promise<{ url: string; token: string | null }> {
    let at = address;
    for (let step = 0; step < 3; step++) {
      const [here] = await this.#propfind(at, '0');
      if (here && isBook(here)) return { url: at, token: tokenOf(here) };
      const home = hrefIn(here?.props?.addressbookHomeSet);
      if (home) return this.#firstBook(new URL(home, at).href);
      const principal = hrefIn(here?.props?.currentUserPrincipal);
      const next = principal && new URL(principal, at).href;
      if (!next || next === at) break;
      at = next;
    }
    return this.#firstBook(address);
  }

  async #firstBook(home: string) {
    const all = await this.#propfind(home, '1');
    const book = all
      .filter(isBook)
      .toSorted((a, b) => (a.href ?? '').localeCompare(b.href ?? ''))[0];
    if (!book?.href) throw new Refusal('not-found', 'There is no address book.');
    return { url: new URL(book.href, home).href, token: tokenOf(book) };
  }

  bookAt(url: string, token: string | null): RemoteBook {
    const base = url.endsWith('/') ? url : `${url}/`;
    const pathOf = (href: string) => new URL(href, base).pathname;
    return {
      url: base,
      token,
      hrefOf: (name) => new URL(`${encodeURIComponent(name)}.vcf`, base).pathname,
      list: (since) => this.#list(base, since),
      read: (hrefs) => this.#read(base, hrefs),
      write: async (href, text, etag) => {
        const answer = await this.#put(base, href, text, etag);
        if (answer.status === 412) return 'conflict';
        if (answer.status === 404 || answer.status === 410) return 'gone';
        refuseUnlessDone(answer.status);
        return { etag: answer.headers.get('etag') };
      },
      remove: async (href, etag) => {
        const answer = await this.#fetch(new URL(pathOf(href), base), {
          method: 'DELETE',
          headers: etag ? { 'If-Match': etag } : {},
        });
        if (answer.status === 412) return 'conflict';
        if (answer.status === 404 || answer.status === 410) return 'gone';
        refuseUnlessDone(answer.status);
        return { etag: null };
      },
    };
  }

  #put(base: string, href: string, text: string, etag: string | null) {
    return this.#fetch(new URL(href, base), {
      method: 'PUT',
      headers: {
        'Content-Type': 'text/vcard; charset=utf-8',
        ...(etag ? { 'If-Match': etag } : { 'If-None-Match': '*' }),
      },
      body: text,
    });
  }

  /** By what changed since the token (RFC 6578) where the server can say it, else by all ETags. */
  async #list(url: string, since: string | null): Promise<Listing> {
    if (since) {
      const answers = await syncCollection({
        url,
        props: { 'd:getetag': {} },
        syncLevel: 1,
        syncToken: since,
        fetch: this.#fetch,
      }).catch(passOnRefusal);
      // The token is too old, or the server knows no such report.
      if (answers?.length && answers.every(({ ok, status }) => ok || status === 404))
        return listingOf(answers, url, false);
      if (answers?.length === 0) return { there: [], gone: [], isComplete: false };
    }
    const answers = await this.#propfind(url, '1', { 'd:getetag': {}, 'd:resourcetype': {} });
    return listingOf(answers, url, true);
  }

  async #read(url: string, hrefs: string[]): Promise<RemoteCard[]> {
    const cards: RemoteCard[] = [];
    for (let i = 0; i < hrefs.length; i += CARDS_AT_ONCE) {
      const answers = await davRequest({
        url,
        init: {
          method: 'REPORT',
          headers: { Depth: '1' },
          namespace: 'card',
          body: {
            'card:addressbook-multiget': {
              _attributes: {
                'xmlns:d': 'DAV:',
                'xmlns:card': 'urn:ietf:params:xml:ns:carddav',
              },
              'd:prop': { 'd:getetag': {}, 'card:address-data': {} },
              'd:href': hrefs.slice(i, i + CARDS_AT_ONCE),
            },
          },
        },
        fetch: this.#fetch,
      });
      refuseFailed(answers);
      for (const { href, props } of answers) {
        const data: unknown = props?.addressData?._cdata ?? props?.addressData;
        if (href && typeof data === 'string')
          cards.push({ href: pathIn(href, url), etag: String(props?.getetag ?? ''), text: data });
      }
    }
    return cards;
  }

  async #propfind(url: string, depth: '0' | '1', props: object = BOOK_PROPS) {
    const answers = await propfind({ url, props, depth, fetch: this.#fetch });
    refuseFailed(answers);
    return answers;
  }
}

function passOnRefusal(error: unknown): DAVResponse[] | null {
  if (error instanceof Refusal) throw error;
  return null;
}

function listingOf(answers: DAVResponse[], url: string, isComplete: boolean): Listing {
  const own = new URL(url).pathname;
  const listing: Listing = { there: [], gone: [], isComplete };
  for (const { href, status, props } of answers) {
    if (!href) continue;
    const path = pathIn(href, url);
    if (path === own || `${path}/` === own) continue;
    const etag = props?.getetag;
    if (status === 404) listing.gone.push(path);
    else if (etag !== undefined && !('collection' in (props?.resourcetype ?? {})))
      listing.there.push({ href: path, etag: String(etag) });
  }
  return listing;
}

const pathIn = (href: string, url: string) => new URL(href, url).pathname;

const isBook = ({ props }: DAVResponse) => 'addressbook' in (props?.resourcetype ?? {});

function tokenOf({ props }: DAVResponse): string | null {
  const token: unknown = props?.syncToken ?? props?.getctag;
  return typeof token === 'string' || typeof token === 'number' ? String(token) : null;
}

function hrefIn(property: { href?: unknown } | undefined): string | null {
  return typeof property?.href === 'string' && property.href ? property.href : null;
}

/** A refusal of the whole request comes as one answer that is not ok. */
function refuseFailed(answers: DAVResponse[]) {
  for (const { ok, status, props } of answers) if (!ok && !props) refuseUnlessDone(status);
}

function refuseUnlessDone(status: number) {
  if (status >= 200 && status < 300) return;
  if (status === 401 || status === 403) {
    throw new Refusal('remote-refused', 'The address book server refuses the login.', { status });
  }
  if (status === 404) throw new Refusal('not-found', 'There is no address book.', { status });
  throw new Refusal('remote-failed', `The address book server answered ${status}.`, { status });
}
