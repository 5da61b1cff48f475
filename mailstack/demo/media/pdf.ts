import { toBytes } from '../mime/charset.ts';
import { seeded } from '../random.ts';
import { euros } from '../words.ts';

export interface Invoice {
  seller: string;
  address: string;
  customer: string;
  number: string;
  date: string;
  lines: readonly (readonly [label: string, cents: number])[];
  note: string;
  title?: string;
}

/** A one-page A4 invoice that any viewer can show. */
export function invoicePdf(invoice: Invoice): Buffer {
  return pdf(invoicePage(invoice));
}

/** A one-page letter; `size` (bytes) pads the file with an unused stream, as a scan would weigh. */
export function letterPdf(title: string, paragraphs: readonly string[], size = 0): Buffer {
  const lines = paragraphs.flatMap((paragraph) => [...wrapLine(paragraph, 88), '']);
  const page = [
    text(60, 760, 16, title, 'F2'),
    ...lines.map((line, i) => text(60, 722 - i * 16, 11, line)),
  ];
  const plain = pdf(page.join('\n'));
  return size > plain.length + 200 ? pdf(page.join('\n'), size - plain.length - 60) : plain;
}

function invoicePage(invoice: Invoice): string {
  const total = invoice.lines.reduce((sum, [, cents]) => sum + cents, 0);
  const before = Math.round(total / 1.2);
  const row = (i: number) => 540 - i * 22;
  const end = row(invoice.lines.length) - 6;
  return [
    '0.043 0.42 0.365 rg 0 800 595 42 re f 0.13 0.14 0.16 rg',
    text(60, 748, 20, invoice.seller, 'F2'),
    text(60, 730, 10, invoice.address),
    text(60, 676, 13, `${invoice.title ?? 'Facture'} n° ${invoice.number}`, 'F2'),
    text(60, 658, 10, `Émise le ${invoice.date}`),
    text(360, 676, 10, 'Adressée à'),
    text(360, 660, 11, invoice.customer, 'F2'),
    text(360, 644, 10, '12, quai des Tilleuls, Saint-Lunaire-le-Canal'),
    '0.6 w 60 564 m 535 564 l S',
    text(60, 572, 10, 'Désignation', 'F2'),
    right(535, 572, 'Montant', 'F2'),
    ...invoice.lines.flatMap(([label, cents], i) => [
      text(60, row(i), 11, label),
      right(535, row(i), euros(cents)),
    ]),
    `60 ${end + 14} m 535 ${end + 14} l S`,
    text(360, end - 6, 10, 'Total hors taxes'),
    right(535, end - 6, euros(before)),
    text(360, end - 24, 10, 'TVA 20 %'),
    right(535, end - 24, euros(total - before)),
    text(360, end - 48, 12, 'Total à payer', 'F2'),
    right(535, end - 48, euros(total), 'F2'),
    text(60, 90, 9, invoice.note),
  ].join('\n');
}

function text(x: number, y: number, size: number, words: string, font = 'F1'): string {
  return `BT /${font} ${size} Tf ${x} ${y} Td (${words.replace(/[\\()]/g, '\\$&')}) Tj ET`;
}

function right(x: number, y: number, words: string, font = 'F1'): string {
  const width =
    [...words].reduce((sum, char) => sum + (/[ ,\u00a0]/.test(char) ? 0.278 : 0.556), 0) * 11;
  return text(Math.round((x - width) * 100) / 100, y, 11, words, font);
}

function pdf(page: string, padding = 0): Buffer {
  const font = (name: string) =>
    object(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`);
  const objects = [
    object('<< /Type /Catalog /Pages 2 0 R >>'),
    object('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    object(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    ),
    stream(toBytes(page, 'windows-1252')),
    font('Helvetica'),
    font('Helvetica-Bold'),
    ...(padding ? [stream(seeded(page).bytes(padding))] : []),
  ].map((body, i) =>
    Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]),
  );
  return withTable(objects);
}

const object = (words: string) => Buffer.from(words, 'latin1');

function stream(content: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<< /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);
}

/** The cross-reference table, whose entries are 20 bytes each. */
function withTable(objects: Buffer[]): Buffer {
  const head = Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  let offset = head.length;
  const entries = objects.map((body) => {
    const entry = `${String(offset).padStart(10, '0')} 00000 n \n`;
    offset += body.length;
    return entry;
  });
  const size = objects.length + 1;
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${offset}\n%%EOF\n`;
  return Buffer.concat([head, ...objects, Buffer.from(tail, 'latin1')]);
}

function wrapLine(line: string, width: number): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines[lines.length - 1] as string;
    if (last.length + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}
