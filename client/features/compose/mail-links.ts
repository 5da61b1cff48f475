import type { Draft } from './composing.ts';
import { plainToHtml } from './plain-to-html.ts';
import { readRecipients } from './recipients/recipients.ts';

const LONGEST_LINE = 1900;
const LONGEST_BODY = 100_000;
const MOST_PEOPLE = 100;

/** What a link may say of a letter. Nothing of this device goes along with it (security S-50). */
const FIELDS = ['to', 'cc', 'bcc', 'subject', 'body', 'in-reply-to'] as const;
type Fields = Partial<Record<(typeof FIELDS)[number], string>>;

/** A `mailto:` address (RFC 6068) as a letter that is begun; null when it is none. */
export function letterOfLink(address: string, isPlain: boolean): Partial<Draft> | null {
  const [, people, query = ''] = /^mailto:([^?#]*)(?:\?([^#]*))?/i.exec(address.trim()) ?? [];
  if (people === undefined) return null;
  const fields: Fields = {};
  for (const pair of query.split('&')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    put(fields, name, decode(value));
  }
  const to = [decode(people), fields.to].filter(Boolean).join(',');
  return letterOf({ ...fields, to }, isPlain);
}

/** The same of the query of `/compose`; `mailto` there holds a whole address. */
export function letterOfQuery(query: URLSearchParams, isPlain: boolean): Partial<Draft> | null {
  const link = query.get('mailto');
  if (link !== null) return letterOfLink(link, isPlain);
  const fields: Fields = {};
  for (const [name, value] of query) put(fields, name, value);
  return Object.keys(fields).length ? letterOf(fields, isPlain) : null;
}

function put(fields: Fields, name: string, value: string) {
  const known = FIELDS.find((field) => field === name.toLowerCase());
  if (!known || !value) return;
  // Several of the same are one list of people; of other fields the first counts.
  if (known === 'to' || known === 'cc' || known === 'bcc')
    fields[known] = [fields[known], value].filter(Boolean).join(',');
  else fields[known] ??= value;
}

function letterOf(fields: Fields, isPlain: boolean): Partial<Draft> {
  const people = (list = '') => readRecipients(list).slice(0, MOST_PEOPLE);
  const body = (fields.body ?? '').replace(/\r\n?/g, '\n').slice(0, LONGEST_BODY).toWellFormed();
  const [inReplyTo] = /^<[^<>\s]{1,990}>$/.exec(fields['in-reply-to']?.trim() ?? '') ?? [];
  return {
    to: people(fields.to),
    cc: people(fields.cc),
    bcc: people(fields.bcc),
    subject: oneLine(fields.subject ?? ''),
    ...(isPlain ? { text: body, html: null } : { text: '', html: body && plainToHtml(body) }),
    ...(inReplyTo && { inReplyTo, references: [inReplyTo] }),
  };
}

const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_LINE)
    .toWellFormed();

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
