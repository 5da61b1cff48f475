import { MINUTE, rfc5322Date } from './clock.ts';
import type { DemoMessage, Planned } from './message.ts';
import { type Letter, type Person, writeLetter } from './mime/letter.ts';
import { type Random, seeded } from './random.ts';

/** How much the stranger's mail server is trusted: what our front door wrote into the letter. */
export type Trust = 'pass' | 'fail' | 'none';

export interface Posting {
  owner: Person;
  folder: string;
  flags: string[];
  trust?: Trust;
}

/** A letter as it came to lie in a folder. The letter itself is written when asked for. */
export function post(date: Date, posting: Posting, letter: () => Letter): Planned {
  return { date, write: () => placed(letter(), posting) };
}

/** An id that stays the same from one run to the next. */
export function messageId(seed: string, address: string): string {
  const random = seeded(seed);
  return `${random.hex(8)}-${random.hex(12)}@${domainOf(address)}`;
}

export const domainOf = (address: string) => address.slice(address.indexOf('@') + 1);

function placed(letter: Letter, { owner, folder, flags, trust }: Posting): DemoMessage {
  const own = letter.from?.address === owner.address;
  const trace = own ? [] : traceOf(letter, owner, trust ?? 'pass', seeded(letter.id));
  const attached = letter.files?.some((file) => !file.cid) ?? false;
  const raw = writeLetter({ ...letter, trace: [...trace, ...(letter.trace ?? [])] });
  return { folder, flags: attached ? [...flags, '$HasAttachment'] : flags, date: letter.date, raw };
}

function traceOf(letter: Letter, owner: Person, trust: Trust, random: Random): string[] {
  const sender = letter.from?.address ?? '';
  const domain = sender ? domainOf(sender) : 'unknown.example';
  const arrived = new Date(letter.date.getTime() + Math.min(4000, MINUTE));
  const local = domain === domainOf(owner.address);
  return [
    `Return-Path: <${sender}>`,
    `Delivered-To: ${owner.address}`,
    `Received: from mail.${domain} (mail.${domain} [203.0.113.${random.int(2, 250)}])\r\n\tby mx.demo.example with ESMTPS id ${random.hex(10).toUpperCase()}\r\n\tfor <${owner.address}>; ${rfc5322Date(arrived)}`,
    ...(local ? [] : [authentication(domain, sender, trust)]),
  ];
}

function authentication(domain: string, sender: string, trust: Trust): string {
  const key =
    trust === 'none' ? '' : ` header.d=${domain}${trust === 'pass' ? ' header.s=s1' : ''}`;
  return `Authentication-Results: mx.demo.example;\r\n\tdkim=${trust}${key};\r\n\tspf=${trust === 'fail' ? 'softfail' : trust} smtp.mailfrom=${sender || '<>'};\r\n\tdmarc=${trust} header.from=${domain}`;
}
