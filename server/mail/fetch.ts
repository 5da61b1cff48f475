import type { FetchMessageObject, FetchOptions, FetchQueryObject, ImapFlow } from 'imapflow';

/** What an answer holds only when it was asked for; flags and UID come unasked as well. */
const ASKED = ['envelope', 'internalDate', 'bodyStructure', 'headers', 'size'] as const;

/**
 * `fetchAll` without what the server says among the answers unasked: a flag that changes meanwhile comes
 * as a second, almost empty message (RFC 9051 section 7.5.2), and would stand as a row of its own.
 */
export async function fetchWhole(
  imap: ImapFlow,
  range: string,
  query: FetchQueryObject,
  options?: FetchOptions,
): Promise<FetchMessageObject[]> {
  const fetched = await imap.fetchAll(range, query, options);
  const asked = ASKED.filter((item) => query[item]);
  // Some of it is enough: a server may leave out the structure of a message that is built to hurt.
  return fetched.filter((one) => !asked.length || asked.some((item) => one[item] !== undefined));
}
