import type { MessageStructureObject } from 'imapflow';

/** What was taken out of a message. Size in decoded bytes, date in epoch milliseconds. */
export interface RemovedPart {
  name: string;
  type: string;
  size: number;
  sha256: string;
  date: number;
}

export type StubLanguage = 'en' | 'fr';

/**
 * The part that stands in the place of a file (MIME header and body, no line end at its end): words for any
 * mail program, and the same as parameters of Content-Disposition, which BODYSTRUCTURE tells without reading.
 */
export function stubOf(removed: RemovedPart, language: StubLanguage): Buffer {
  const { name, type, size, sha256, date } = removed;
  const header = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    [
      // Inline: other mail programs show the note, and servers do not count it as a file.
      'Content-Disposition: inline',
      ...parameter('filename', `${name} (${language === 'fr' ? 'retiré' : 'removed'}).txt`),
      ...parameter('x-removed-name', name),
      ` x-removed-type="${type.replace(/[^\w.+/-]/g, '_').slice(0, 100)}"`,
      ` x-removed-size=${size}`,
      ` x-removed-date=${Math.floor(date / 1000)}`,
      ` x-removed-sha256=${sha256}`,
    ].join(';\r\n'),
  ];
  return Buffer.from([...header, '', ...words(removed, language)].join('\r\n'));
}

/** Reads the stub's parameters back; null for any other part. */
export function readStub({ dispositionParameters }: MessageStructureObject): RemovedPart | null {
  const value = (key: string) => dispositionParameters?.[`x-removed-${key}`] ?? '';
  const sha256 = value('sha256').toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(sha256) || !/^\d{1,15}$/.test(value('size'))) return null;
  if (!/^\d{1,12}$/.test(value('date'))) return null;
  return {
    name: value('name'),
    type: value('type'),
    size: Number(value('size')),
    sha256,
    date: Number(value('date')) * 1000,
  };
}

const PIECE = 50;

/** RFC 2231: percent-encoded, in pieces that leave no line too long. */
function parameter(name: string, value: string): string[] {
  const encoded = encodeURIComponent(value.toWellFormed()).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const pieces = `utf-8''${encoded}`.match(new RegExp(`.{1,${PIECE}}`, 'g')) ?? [];
  if (pieces.length === 1) return [` ${name}*=${pieces[0]}`];
  return pieces.map((piece, i) => ` ${name}*${i}*=${piece}`);
}

function words({ name, type, size, sha256, date }: RemovedPart, language: StubLanguage): string[] {
  const day = new Date(date).toISOString().slice(0, 10);
  const count = new Intl.NumberFormat(language).format(size).replace(/\u202f/g, ' ');
  if (language === 'fr') {
    return [
      `Le fichier « ${name} » a été retiré de ce message le ${day}.`,
      `Type : ${type}`,
      `Taille : ${count} octets`,
      `SHA-256 : ${sha256}`,
    ];
  }
  return [
    `The file “${name}” was removed from this message on ${day}.`,
    `Type: ${type}`,
    `Size: ${count} bytes`,
    `SHA-256: ${sha256}`,
  ];
}
