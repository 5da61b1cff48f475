import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import type { ImapFlow } from 'imapflow';
import { Refusal } from '../../../shared/refusal.ts';
import {
  answerReceiptWish,
  readDeliveryReport,
  readReceipt as readReceiptEndpoint,
} from '../../../shared/reports.ts';
import type { Context } from '../../context.ts';
import { handle } from '../../http/endpoint.ts';
import { readAddressList } from '../../mail/address-list.ts';
import { readHeaderFields } from '../../mail/header-fields.ts';
import { plain } from '../../mail/plain.ts';
import { type Fields, readReportParts } from '../../mail/report-parts.ts';
import { oneLine, toAddresses } from '../../mail/rows.ts';
import { addressesOf, type SignedIn, sessionOf } from '../session/session.ts';
import { readDelivery } from './delivery.ts';
import { buildReceipt } from './mdn.ts';
import { findOriginal } from './original.ts';

const READ = { repeatable: true };
const MAX_SHOWN = 20;
const MAX_RECEIPTS = 3;
const MDN_SENT = '$MDNSent';

interface Place {
  folder: string;
  uid: number;
}

/** What machines report on messages of ours, and the receipts that we send. */
export function reports(context: Context): Router {
  const router = Router();
  router.get(
    readDeliveryReport.path,
    handle(readDeliveryReport, async (place, request) => {
      const session = sessionOf(request);
      const types = ['message/delivery-status', 'message/global-delivery-status'];
      const { groups, count, original } = await read(context, session, place, types);
      const deliveries = groups.map(readDelivery).filter((one) => one !== null);
      return {
        deliveries: deliveries.slice(0, MAX_SHOWN),
        count: count - groups.length + deliveries.length,
        original: original && (await findOriginal(context, session, original)),
      };
    }),
  );
  router.get(
    readReceiptEndpoint.path,
    handle(readReceiptEndpoint, async (place, request) => {
      const session = sessionOf(request);
      const types = ['message/disposition-notification'];
      const { groups, original } = await read(context, session, place, types);
      const fields: Fields = groups[0] ?? new Map();
      const field = (name: string) => plain(fields.get(name)?.[0] ?? '', 500);
      const id = field('original-message-id');
      const about = original ?? new Map(id ? [['message-id', [id]]] : []);
      return {
        reader: field('final-recipient').replace(/^[\w-]{1,30}\s*;\s*/, ''),
        outcome: outcomeOf(field('disposition')),
        original: about.size ? await findOriginal(context, session, about) : null,
      };
    }),
  );
  router.post(
    answerReceiptWish.path,
    handle(answerReceiptWish, async ({ answer, subject, text, ...place }, request) => {
      const session = sessionOf(request);
      const wish = await takeWish(context, session, place);
      if (answer === 'never') return { sentTo: [] };
      try {
        return { sentTo: await send(context, session, wish, subject, text) };
      } catch (error) {
        await putBack(context, session, place);
        throw error;
      }
    }),
  );
  return router;
}

function read(context: Context, session: SignedIn, { folder, uid }: Place, types: string[]) {
  return context.mail.inFolder(session, folder, (imap) => readReportParts(imap, uid, types), READ);
}

function outcomeOf(disposition: string): 'displayed' | 'deleted' | 'other' {
  const type = /;\s*(displayed|deleted)\b/i.exec(disposition)?.[1]?.toLowerCase();
  return type === 'displayed' || type === 'deleted' ? type : 'other';
}

interface Wish {
  to: { name: string; address: string }[];
  messageId: string;
  /** Addresses that the message went to. */
  recipients: string[];
}

/** Marked before it is answered, so that no other program answers as well (RFC 3503 section 3). */
function takeWish({ mail }: Context, session: SignedIn, { folder, uid }: Place): Promise<Wish> {
  return mail.inFolder(session, folder, async (imap) => {
    const wish = await readWish(imap, uid);
    await imap.messageFlagsAdd(String(uid), [MDN_SENT], { uid: true });
    return wish;
  });
}

async function readWish(imap: ImapFlow, uid: number): Promise<Wish> {
  const headers = ['disposition-notification-to'];
  const query = { uid: true, flags: true, envelope: true, headers };
  const fetched = await imap.fetchOne(String(uid), query, { uid: true });
  if (!fetched) throw new Refusal('message-gone', 'This message is not in the folder any more.');
  const asked = readHeaderFields(fetched.headers).get(headers[0]!)?.[0] ?? '';
  const to = readAddressList(asked).slice(0, MAX_RECEIPTS);
  if (!to.length || fetched.flags?.has(MDN_SENT)) {
    throw new Refusal('input-invalid', 'This message asks for no receipt, or has its answer.');
  }
  const { envelope } = fetched;
  return {
    to,
    messageId: oneLine(envelope?.messageId ?? ''),
    recipients: [...toAddresses(envelope?.to), ...toAddresses(envelope?.cc)]
      .slice(0, 200)
      .map(({ address }) => address.toLowerCase()),
  };
}

async function putBack({ mail }: Context, session: SignedIn, { folder, uid }: Place) {
  await mail
    .inFolder(session, folder, (imap) =>
      imap.messageFlagsRemove(String(uid), [MDN_SENT], { uid: true }),
    )
    .catch(() => {});
}

async function send(
  context: Context,
  session: SignedIn,
  { to, messageId, recipients }: Wish,
  subject: string,
  text: string,
): Promise<string[]> {
  const own = await addressesOf(context, session.account);
  const reader = own.find((one) => recipients.includes(one.toLowerCase())) ?? session.account;
  const raw = await buildReceipt({
    reader,
    to,
    messageId: `<${randomUUID()}@${reader.split('@').at(-1)}>`,
    readId: /^<[^<>\s]{1,900}>$/.test(messageId) ? messageId : '',
    subject,
    text,
    date: new Date(),
  });
  const addresses = to.map(({ address }) => address);
  await submit(context, session, reader, addresses, raw);
  return addresses;
}

/** Nobody reports on a report (RFC 8098 section 3); servers that insist on a sender get one. */
async function submit(
  { smtp }: Context,
  session: SignedIn,
  reader: string,
  to: string[],
  raw: Buffer,
) {
  try {
    await smtp.submit(session, { from: '', to }, [raw]);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'sender-refused') throw error;
    await smtp.submit(session, { from: reader, to }, [raw]);
  }
}
