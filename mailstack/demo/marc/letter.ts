import { noticeHtml, personalHtml } from '../html.ts';
import { invoicePdf } from '../media/pdf.ts';
import type { Letter, Person } from '../mime/letter.ts';
import { type Encoding, wrap } from '../mime/part.ts';
import type { Random } from '../random.ts';
import { plainTypography } from '../words.ts';

export interface Written {
  from: Person;
  to: Person;
  subject: string;
  text: string;
  date: Date;
  id: string;
  parents?: readonly string[];
  headers?: readonly string[];
  /** The colour of a firm's letter; absent between people. */
  html?: string;
  invoice?: { number: string; cents: number; customer: string };
}

/** Clothes a text the way one of the many mail programs would have. */
export function dressed(letter: Written, random: Random): Letter {
  const { charset, encoding } = random.pick(letter.html ? MODERN : HABITS);
  const tidy = (text: string) => (charset === 'utf-8' ? text : plainTypography(text));
  const look = letter.html
    ? random.pick(['both', 'html', 'both'] as const)
    : random.pick(['plain', 'flowed', 'both', 'plain'] as const);
  const html = letter.html
    ? noticeHtml({
        sender: letter.from.name,
        colour: letter.html,
        title: letter.subject,
        text: letter.text,
        footer: letter.from.address,
      })
    : personalHtml(letter.text);
  return {
    ...letter,
    to: [letter.to],
    subject: tidy(letter.subject),
    html: look === 'both' || look === 'html' ? tidy(html) : undefined,
    text:
      look === 'html'
        ? undefined
        : tidy(look === 'plain' || encoding === '8bit' ? wrap(letter.text) : letter.text),
    flowed: look === 'flowed' && encoding !== 'base64',
    charset,
    encoding,
    files: letter.invoice ? [invoiceFile(letter, letter.invoice)] : [],
  };
}

interface Habit {
  charset: string;
  encoding: Encoding;
}

const MODERN: readonly Habit[] = [
  { charset: 'utf-8', encoding: 'quoted-printable' },
  { charset: 'utf-8', encoding: 'quoted-printable' },
  { charset: 'utf-8', encoding: '8bit' },
  { charset: 'utf-8', encoding: 'base64' },
];

const HABITS: readonly Habit[] = [
  ...MODERN,
  ...MODERN,
  { charset: 'iso-8859-1', encoding: 'quoted-printable' },
  { charset: 'iso-8859-15', encoding: '8bit' },
  { charset: 'windows-1252', encoding: 'quoted-printable' },
];

function invoiceFile(
  letter: Written,
  { number, cents, customer }: NonNullable<Written['invoice']>,
) {
  const content = invoicePdf({
    seller: letter.from.name,
    address: letter.from.address,
    customer,
    number,
    date: letter.date.toISOString().slice(0, 10).split('-').reverse().join('/'),
    lines: [
      ['Fournitures', Math.round(cents * 0.8)],
      ['Divers', cents - Math.round(cents * 0.8)],
    ],
    note: 'Payable à trente jours.',
  });
  return { name: `facture-${number}.pdf`, type: 'application/pdf', content };
}
