/**
 * What RFC 5228 and the extensions of Pigeonhole 0.5 define: each command and test with its arguments.
 * Names after `#` are the extension that brings the thing; nothing after it is the base language.
 */
export type Kind = 'text' | 'texts' | 'number';

export interface Tag {
  extension?: string;
  /** What stands after it. */
  takes?: Kind;
  /** Of those with the same group only one may stand. */
  group?: string;
}

export interface Signature {
  extension?: string;
  tags: Record<string, Tag>;
  /** What stands in order after the tags; with `?` the first may be missing. */
  takes: Kind[];
  optionalFirst?: boolean;
  optionalLast?: boolean;
  tests?: 'one' | 'many';
  block?: boolean;
}

interface Options extends Partial<Omit<Signature, 'tags' | 'takes' | 'extension'>> {
  tags?: Record<string, Tag>[];
}

/** `name#extension`, the kinds in order, and the rest. */
function define(entries: [name: string, takes: string, options?: Options][]) {
  return new Map<string, Signature>(
    entries.map(([title, takes, { tags = [], ...options } = {}]) => {
      const [name = '', extension] = title.split('#');
      const kinds = takes.split(' ').filter(Boolean) as Kind[];
      return [name, { extension, takes: kinds, tags: Object.assign({}, ...tags), ...options }];
    }),
  );
}

/** `tag#extension=kind` words, all of one group when it is given. */
function tags(words: string, group?: string): Record<string, Tag> {
  return Object.fromEntries(
    words.split(' ').map((word) => {
      const [, name = '', extension, takes] = /^([^#=]+)(?:#([^=]+))?(?:=(.+))?$/.exec(word)!;
      return [name, { extension, takes: takes as Kind | undefined, group }];
    }),
  );
}

const MATCH = tags(
  'is contains matches regex#regex value#relational=text count#relational=text list#extlists',
  'match',
);
const COMPARATOR = tags('comparator=text');
const ADDRESS_PART = tags('all localpart domain user#subaddress detail#subaddress', 'part');
const INDEX = tags('index#index=number last#index');
const MIME = { ...tags('mime#mime anychild#mime') };
const MIME_PART = tags('type#mime subtype#mime contenttype#mime param#mime=texts', 'mime part');
const ZONE = tags('zone=text originalzone', 'zone');
const CASE = tags('lower upper', 'case');
const FIRST_CASE = tags('lowerfirst upperfirst', 'first case');
const QUOTE = tags('quotewildcard quoteregex#regex', 'quote');
const CHANGE = { ...CASE, ...FIRST_CASE, ...QUOTE, ...tags('length encodeurl#enotify') };
const FLAGS = tags('flags#imap4flags=texts');
const matched = { tags: [MATCH, COMPARATOR] };

export const knownCommands = define([
  ['require', 'texts'],
  ['if', '', { tests: 'one', block: true }],
  ['elsif', '', { tests: 'one', block: true }],
  ['else', '', { block: true }],
  ['stop', ''],
  ['keep', '', { tags: [FLAGS] }],
  ['discard', ''],
  ['redirect', 'text', { tags: [tags('copy#copy list#extlists')] }],
  [
    'fileinto#fileinto',
    'text',
    { tags: [FLAGS, tags('copy#copy create#mailbox specialuse#special-use=text')] },
  ],
  ['reject#reject', 'text'],
  ['ereject#ereject', 'text'],
  [
    'vacation#vacation|vacation-seconds',
    'text',
    {
      tags: [
        tags('days=number seconds#vacation-seconds=number', 'period'),
        tags('subject=text from=text addresses=texts mime handle=text fcc#fcc=text'),
        FLAGS,
        tags('create#mailbox specialuse#special-use=text'),
      ],
    },
  ],
  ['set#variables', 'text text', { tags: [CHANGE] }],
  ['setflag#imap4flags|imapflags', 'text texts', { optionalFirst: true }],
  ['addflag#imap4flags|imapflags', 'text texts', { optionalFirst: true }],
  ['removeflag#imap4flags|imapflags', 'text texts', { optionalFirst: true }],
  ['include#include', 'text', { tags: [tags('personal global', 'place'), tags('once optional')] }],
  ['return#include', ''],
  ['global#include', 'texts'],
  ['import#include', 'texts'],
  ['export#include', 'texts'],
  ['addheader#editheader', 'text text', { tags: [tags('last')] }],
  [
    'deleteheader#editheader',
    'text texts',
    { optionalLast: true, tags: [MATCH, COMPARATOR, tags('index=number last')] },
  ],
  [
    'notify#enotify|notify',
    'text',
    {
      // The older `notify` of Cyrus has its method in a tag.
      optionalFirst: true,
      tags: [
        tags('from=text importance=text options=texts message=text fcc#fcc=text'),
        tags('method#notify=text id#notify=text low#notify normal#notify high#notify'),
      ],
    },
  ],
  ['denotify#notify', '', { tags: [MATCH, COMPARATOR, tags('low normal high', 'priority')] }],
  ['foreverypart#foreverypart', '', { block: true, tags: [tags('name=text')] }],
  ['break#foreverypart', '', { tags: [tags('name=text')] }],
  ['replace#replace', 'text', { tags: [tags('mime subject=text from=text')] }],
  ['enclose#enclose', 'text', { tags: [tags('subject=text headers=texts')] }],
  ['extracttext#extracttext', 'text', { tags: [CHANGE, tags('first=number')] }],
  ['error#ihave', 'text'],
  ['pipe#vnd.dovecot.pipe', 'text texts', { optionalLast: true, tags: [tags('copy#copy try')] }],
  ['filter#vnd.dovecot.filter', 'text texts', { optionalLast: true }],
  [
    'execute#vnd.dovecot.execute',
    'text texts',
    { optionalLast: true, tags: [tags('input=text pipe', 'input'), tags('output=text')] },
  ],
  ['report#vnd.dovecot.report', 'text text text', { tags: [tags('headers_only')] }],
  ['debug_log#vnd.dovecot.debug', 'text'],
]);

export const knownTests = define([
  ['true', ''],
  ['false', ''],
  ['not', '', { tests: 'one' }],
  ['allof', '', { tests: 'many' }],
  ['anyof', '', { tests: 'many' }],
  ['address', 'texts texts', { tags: [MATCH, COMPARATOR, ADDRESS_PART, INDEX, MIME] }],
  ['envelope#envelope', 'texts texts', { tags: [MATCH, COMPARATOR, ADDRESS_PART] }],
  ['header', 'texts texts', { tags: [MATCH, COMPARATOR, INDEX, MIME, MIME_PART] }],
  ['exists', 'texts', { tags: [MIME] }],
  ['size', '', { tags: [tags('over=number under=number', 'size')] }],
  [
    'body#body',
    'texts',
    { tags: [MATCH, COMPARATOR, tags('raw text content=texts', 'transform')] },
  ],
  ['date#date', 'text text texts', { tags: [MATCH, COMPARATOR, ZONE, INDEX, MIME] }],
  ['currentdate#date', 'text texts', { tags: [MATCH, COMPARATOR, tags('zone=text')] }],
  ['string#variables', 'texts texts', matched],
  ['hasflag#imap4flags', 'texts texts', { optionalFirst: true, ...matched }],
  [
    'spamtest#spamtest|spamtestplus',
    'text',
    { tags: [MATCH, COMPARATOR, tags('percent#spamtestplus')] },
  ],
  ['virustest#virustest', 'text', matched],
  ['environment#environment', 'text texts', matched],
  ['mailboxexists#mailbox', 'texts'],
  ['mailboxidexists#mailboxid', 'texts'],
  ['metadata#mboxmetadata', 'text text texts', matched],
  ['metadataexists#mboxmetadata', 'text texts'],
  ['servermetadata#servermetadata', 'text texts', matched],
  ['servermetadataexists#servermetadata', 'texts'],
  ['specialuse_exists#special-use', 'text texts', { optionalFirst: true }],
  ['ihave#ihave', 'texts'],
  [
    'duplicate#duplicate|vnd.dovecot.duplicate',
    '',
    { tags: [tags('handle=text seconds=number last'), tags('header=text uniqueid=text', 'key')] },
  ],
  ['valid_notify_method#enotify', 'texts'],
  ['notify_method_capability#enotify', 'text text texts', matched],
  ['valid_ext_list#extlists', 'texts'],
  ['filter#vnd.dovecot.filter', 'text texts', { optionalLast: true }],
  [
    'execute#vnd.dovecot.execute',
    'text texts',
    { optionalLast: true, tags: [tags('input=text pipe', 'input'), tags('output=text')] },
  ],
]);

/** Extensions whose things are all listed above: what they do not define does not exist. */
export const knownExtensions = new Set([
  ...[...knownCommands.values(), ...knownTests.values()].flatMap(extensionsOf),
  ...['comparator-i;octet', 'comparator-i;ascii-casemap', 'comparator-i;ascii-numeric'],
  ...['comparator-i;unicode-casemap', 'encoded-character', 'imapflags', 'fcc'],
  ...['vnd.dovecot.environment', 'vnd.dovecot.config', 'vnd.dovecot.imapsieve', 'imapsieve'],
]);

function extensionsOf({ extension, tags }: Signature): string[] {
  const names = [extension, ...Object.values(tags).map((one) => one.extension)];
  return names.flatMap((name) => name?.split('|') ?? []);
}

/** A command that takes no test. */
export function isAction(name: string): boolean {
  const signature = knownCommands.get(name);
  return signature !== undefined && signature.tests === undefined;
}
