import type { FetchMessageObject, MessageStructureObject } from 'imapflow';
import type { Address } from '../../shared/messages.ts';
import type { Says } from '../../shared/says.ts';
import { readAddressList } from './address-list.ts';
import { readAuthentication, toVerdict } from './authentication.ts';
import { readHeaderFields } from './header-fields.ts';
import { readForeignDomain } from './look-alike.ts';
import { toAddresses } from './rows.ts';
import { readWayOut } from './way-out.ts';

/** Header fields that a message speaks of itself with. */
export const SAYING_FIELDS = [
  'authentication-results',
  'dkim-signature',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-id',
  'disposition-notification-to',
];

const MAX_CARDS = 5;
const MAX_NODES = 500;
const MAX_SENDERS = 20;
const MAX_RECEIPTS = 3;

/**
 * What a message says about itself, from header fields and BODYSTRUCTURE alone: no part is read here,
 * so that opening a plain message costs nothing more.
 *
 * @param authservIds names of our own servers in Authentication-Results, lower case.
 */
export function readSays(
  { headers, envelope, bodyStructure }: FetchMessageObject,
  authservIds: string[],
): Says {
  const fields = readHeaderFields(headers);
  const authentication = readAuthentication(
    fields.get('authentication-results') ?? [],
    authservIds,
  );
  const from = toAddresses(envelope?.from).slice(0, MAX_SENDERS);
  const others = [...toAddresses(envelope?.replyTo), ...toAddresses(envelope?.sender)];
  // A list that asks would tell everyone on it who reads when.
  const receiptTo = fields.has('list-id')
    ? []
    : readAddressList(fields.get('disposition-notification-to')?.[0] ?? '').slice(0, MAX_RECEIPTS);
  const nodes = leavesOf(bodyStructure);
  const calendar = calendarOf(nodes);
  return {
    verdict: toVerdict(
      authentication,
      from.map(({ address }) => address),
    ),
    domains: foreignDomains([...from, ...others.slice(0, MAX_SENDERS), ...receiptTo]),
    wayOut: readWayOut(fields, authentication),
    calendar: calendar?.part ?? (calendar ? '1' : ''),
    isInvitation: Boolean(calendar?.parameters?.method),
    cards: nodes
      .filter(({ type }) => CARDS.has(type))
      .slice(0, MAX_CARDS)
      .map(({ part }) => part ?? '1'),
    report: reportOf(bodyStructure, nodes),
    receiptTo,
  };
}

const CARDS = new Set(['text/vcard', 'text/x-vcard', 'text/directory']);

function foreignDomains(people: Address[]) {
  const addresses = [...new Set(people.map(({ address }) => address))];
  return addresses.map(readForeignDomain).filter((one) => one !== null);
}

function leavesOf(structure: MessageStructureObject | undefined): MessageStructureObject[] {
  const leaves: MessageStructureObject[] = [];
  const open = structure ? [structure] : [];
  for (let seen = 0; open.length && seen < MAX_NODES; seen++) {
    const node = open.shift()!;
    // What a forwarded letter asks for was not asked of this reader.
    if (!node.childNodes?.length || node.type === 'message/rfc822') leaves.push(node);
    else open.unshift(...node.childNodes.slice(0, MAX_NODES));
  }
  return leaves;
}

/** Senders put the same calendar in twice: the one that names its method is the invitation. */
function calendarOf(nodes: MessageStructureObject[]): MessageStructureObject | undefined {
  const calendars = nodes.filter(({ type }) => type === 'text/calendar');
  return (
    calendars.find(({ parameters }) => parameters?.method) ??
    calendars[0] ??
    nodes.find(({ type }) => type === 'application/ics')
  );
}

function reportOf(
  structure: MessageStructureObject | undefined,
  nodes: MessageStructureObject[],
): Says['report'] {
  if (structure?.type !== 'multipart/report') return '';
  const types = new Set(nodes.map(({ type }) => type));
  if (types.has('message/delivery-status') || types.has('message/global-delivery-status'))
    return 'delivery';
  return types.has('message/disposition-notification') ? 'receipt' : '';
}
