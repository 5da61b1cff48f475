import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { says } from './says.ts';
import { folderPath, line, modseq, queryFlag, uid, uidRange, uidSet } from './values.ts';

/** A mailbox as it stands in a header field: display name (may be empty) and addr-spec. */
export const address = z.object({ name: z.string(), address: z.string() });
export type Address = z.infer<typeof address>;

/** What a row says of its conversation, in this folder. UIDs ascend; the last is the row's own message. */
export const conversation = z.object({
  uids: z.array(uid),
  unread: z.array(uid),
  starred: z.array(uid),
  /** Who wrote, each once, in the order of their first message. */
  people: z.array(address),
});
export type Conversation = z.infer<typeof conversation>;

/** One message as a row of the list. Times in epoch milliseconds, sizes in bytes. */
export const messageRow = z.object({
  uid: uid,
  flags: z.array(z.string()),
  modseq: modseq,
  from: z.array(address),
  to: z.array(address),
  subject: z.string(),
  /** Date: header field as the sender wrote it, or the arrival when it is missing or unreadable. */
  date: z.number(),
  /** INTERNALDATE: when the server received it. */
  received: z.number(),
  size: z.number(),
  hasAttachment: z.boolean(),
  /** First words of the text; null = not known yet, ask `readPreviews`. */
  preview: z.nullable(z.string()),
  /** Set where rows are conversations of more than one message: the row is then the newest of them. */
  conversation: z.optional(conversation),
});
export type MessageRow = z.infer<typeof messageRow>;

export const sortKey = z.enum(['date', 'sender', 'subject', 'size']);
export type SortKey = z.infer<typeof sortKey>;
export const filterKey = z.enum(['all', 'unread', 'starred', 'attachment']);
export type FilterKey = z.infer<typeof filterKey>;

/**
 * A view: which messages of a folder, in which order. `date` + `all` needs no array on the server.
 * `ascending` false = newest, last in the alphabet, or largest first.
 */
export const view = {
  sort: z._default(sortKey, 'date'),
  ascending: z._default(queryFlag, false),
  filter: z._default(filterKey, 'all'),
  /** One row a conversation. Only for `date` + `all`: elsewhere messages stand alone. */
  grouped: z._default(queryFlag, false),
};

/** Rows the client asks for at a time; windows start at multiples of it. */
export const WINDOW = 50;

export const listMessages = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages',
  input: z.object({
    folder: folderPath,
    ...view,
    /** First row wanted, 0 = top of the view. */
    offset: z._default(z.coerce.number().check(z.int(), z.gte(0)), 0),
    limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), WINDOW),
  }),
  output: z.object({
    /** True count of the view: messages, or conversations when they are grouped. */
    total: z.number(),
    offset: z.number(),
    uidValidity: z.string(),
    /** The folder's HIGHESTMODSEQ when the rows were read: what to resync from. */
    modseq: modseq,
    /** Messages from this UID on are newer than the rows: tells an arrival from a changed flag. */
    uidNext: z.number(),
    rows: z.array(messageRow),
    /** True while older messages are still being grouped, each counted as one: ask again in a moment. */
    partial: z.optional(z.boolean()),
  }),
});
export type MessageWindow = z.infer<typeof listMessages.output>;

/**
 * The whole conversation of a message, oldest first: what is in its folder, and what the other side of it
 * holds (Sent; for a message in Sent the Inbox).
 */
export const readConversation = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages/:uid/conversation',
  input: z.object({
    folder: folderPath,
    uid: z.coerce.number().check(z.int(), z.gte(1), z.lte(4_294_967_295)),
  }),
  output: z.object({
    messages: z.array(z.object({ folder: folderPath, row: messageRow })),
    /** Older messages of a very long conversation that are not among them. */
    more: z.number(),
  }),
});
export type ConversationMessage = z.infer<typeof readConversation.output>['messages'][number];

/** First words of messages whose row came without them. At most one window of UIDs. */
export const readPreviews = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/previews',
  input: z.object({
    folder: folderPath,
    uids: z.array(uid).check(z.minLength(1), z.maxLength(200)),
  }),
  output: z.object({ previews: z.record(z.string(), z.string()) }),
});

/** A body part that is not shown as text: a file. `part` is the IMAP section ("2.1"). */
export const attachment = z.object({
  part: z.string(),
  /** From Content-Disposition or Content-Type, controls and bidi marks removed; '' when it has none. */
  name: z.string(),
  type: z.string(),
  /** Bytes after transfer decoding, estimated from the encoded size. */
  size: z.number(),
  /** Content-ID without <>, '' when it has none: `cid:` in the HTML points to it. */
  contentId: z.string(),
  inline: z.boolean(),
  /** Set for what was taken out of the message: name, type and size above are the file's, not the note's. */
  removed: z.optional(z.object({ date: z.number(), sha256: z.string() })),
});
export type Attachment = z.infer<typeof attachment>;

/** Text to show: one of these a displayable part, in their order in the message. */
export const textBody = z.object({
  part: z.string(),
  type: z.enum(['text/plain', 'text/html']),
  content: z.string(),
  /** format=flowed (RFC 3676). */
  flowed: z.boolean(),
  delSp: z.boolean(),
  /** True when only the first bytes are here; the whole is at the part's own address. */
  truncated: z.boolean(),
});
export type TextBody = z.infer<typeof textBody>;

export const message = z.object({
  uid: uid,
  folder: folderPath,
  uidValidity: z.string(),
  flags: z.array(z.string()),
  modseq: modseq,
  from: z.array(address),
  sender: z.array(address),
  replyTo: z.array(address),
  to: z.array(address),
  cc: z.array(address),
  bcc: z.array(address),
  /** X-Original-To and Delivered-To: whom it was brought to, whatever it says above. */
  deliveredTo: z.optional(z.array(z.string())),
  subject: z.string(),
  date: z.number(),
  received: z.number(),
  size: z.number(),
  messageId: z.string(),
  inReplyTo: z.string(),
  references: z.array(z.string()),
  /** List-Id, List-Post and the like as written, lower-case names; [] when it is not a list's. */
  listHeaders: z.array(z.tuple([z.string(), z.string()])),
  /** Preferred first: alternatives are resolved by the server (HTML over plain). */
  bodies: z.array(textBody),
  /** The text/plain alternative of the first HTML body, '' when there is none. */
  plainAlternative: z.string(),
  attachments: z.array(attachment),
  /** Absent from messages that an earlier version kept on the device. */
  says: z.optional(says),
});
export type Message = z.infer<typeof message>;

export const readMessage = endpoint({
  method: 'GET',
  path: '/api/folders/:folder/messages/:uid',
  input: z.object({
    folder: folderPath,
    uid: z.coerce.number().check(z.int(), z.gte(1), z.lte(4_294_967_295)),
  }),
  output: message,
});

/** Address of one part's bytes, for downloads and inline images: GET, streamed, never shown as a page. */
export function partAddress(folder: string, messageUid: number, part: string): string {
  return `/api/folders/${encodeURIComponent(folder)}/messages/${messageUid}/parts/${part}`;
}

/** Address of the message as it was received, `message/rfc822`. */
export function sourceAddress(folder: string, messageUid: number): string {
  return `/api/folders/${encodeURIComponent(folder)}/messages/${messageUid}/source`;
}

/** A flag or keyword as people set it. \Deleted and \Recent belong to the bridge and the server. */
export const settableFlag = line(100).check(
  z.regex(/^(\\(Seen|Flagged|Answered|Draft)|[^\s(){%*"\\\]]+)$/),
);

/** UIDs hold under one UIDVALIDITY: an act that names another is refused with `mailbox-changed` (fault F-12). */
const uidValidity = z.optional(z.string().check(z.regex(/^\d{1,20}$/)));

/**
 * What an act applies to: UIDs and ranges of them. With a view, only those of them that are in it:
 * "all 12,345 unread" is `1:(uidNext - 1)` of the view, and no list of UIDs travels either way.
 */
const chosen = {
  folder: folderPath,
  uidValidity,
  uids: uidSet,
  view: z.optional(z.object(view)),
};

/** What takes the act back, for some minutes (`undoAct`); null = there is nothing to take back. */
const undo = z.nullable(z.string());

/**
 * Adds and removes flags. `count` messages were different before; `changed` are they, but for an act
 * on a view, whose UIDs nobody lists.
 */
export const setFlags = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/flags',
  input: z.object({
    ...chosen,
    add: z._default(z.array(settableFlag).check(z.maxLength(20)), []),
    remove: z._default(z.array(settableFlag).check(z.maxLength(20)), []),
  }),
  output: z.object({ changed: z.array(uidRange), count: z.number(), undo }),
});

/**
 * Moves messages, and changes flags of them on the way: both or neither, and one Undo for both.
 * `uids` are where they are now, empty when the server does not tell (no UIDPLUS): then `undo` is null.
 */
export const moveMessages = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/move',
  input: z.object({
    ...chosen,
    to: folderPath,
    add: z._default(z.array(settableFlag).check(z.maxLength(20)), []),
    remove: z._default(z.array(settableFlag).check(z.maxLength(20)), []),
  }),
  output: z.object({ to: folderPath, uids: z.array(uidRange), count: z.number(), undo }),
});

/** Copies messages to another folder. Undo deletes the copies. */
export const copyMessages = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/copy',
  input: z.object({ ...chosen, to: folderPath }),
  output: z.object({ count: z.number(), undo }),
});

/** Deletes for good (UID EXPUNGE). The client asks first and names the number. */
export const expungeMessages = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/expunge',
  input: z.object(chosen),
  output: z.object({ count: z.number() }),
});

/** Marks every message of the folder as read. */
export const markFolderRead = endpoint({
  method: 'POST',
  path: '/api/folders/:folder/read',
  input: z.object({ folder: folderPath }),
  output: z.object({ count: z.number(), undo }),
});

/** Takes an act back, once. `count` messages of `wanted` were still where the act had put them. */
export const undoAct = endpoint({
  method: 'POST',
  path: '/api/undo/:token',
  input: z.object({ token: z.string().check(z.regex(/^[\w-]{1,64}$/)) }),
  output: z.object({ count: z.number(), wanted: z.number() }),
});
