import { letterPdf } from './media/pdf.ts';
import { picture, type Scene } from './media/picture.ts';
import type { Attachment } from './mime/part.ts';

type Made = () => Attachment;

/** A picture that rides along; `kb` makes it as heavy as a real one. */
export function photo(name: string, scene: Scene, number = 1, kb = 0): Made {
  return () => ({ name, type: 'image/png', content: picture(scene, number, kb * 1000) });
}

/** A picture shown in the letter itself. */
export function inlinePhoto(name: string, scene: Scene, number = 1): Made {
  return () => ({ ...photo(name, scene, number)(), cid: `${scene}-${number}@image.example` });
}

export function document(name: string, title: string, paragraphs: readonly string[], kb = 0): Made {
  return () => ({
    name,
    type: 'application/pdf',
    content: letterPdf(title, paragraphs, kb * 1000),
  });
}

export function table(name: string, rows: readonly (readonly string[])[]): Made {
  const content = rows.map((row) => row.join(';')).join('\r\n');
  return () => ({
    name,
    type: 'text/csv; charset=utf-8',
    content: Buffer.from(`\ufeff${content}\r\n`),
  });
}
