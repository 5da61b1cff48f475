import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type Lend, readDecoded } from '../../mail/part-stream.ts';
import type { File } from './deliver.ts';

/** What is packed already gains nothing from being packed again. */
const PACKED =
  /^(image\/(?!bmp|tiff|svg)|audio\/|video\/|application\/(zip|gzip|x-7z|x-rar|x-xz|pdf|vnd\.(openxml|oasis)))/;

/** A zip of files, made while it is read: one file is open at a time, and only a piece of it in memory. */
export function zipOf(lend: Lend, files: File[], names: string[]): AsyncIterable<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  files.forEach((file, i) => {
    zip.addReadStreamLazy(names[i]!, { compress: !PACKED.test(file.type) }, (give) => {
      const bytes = Readable.from(readDecoded(lend, file, file.encoding), { objectMode: false });
      bytes.on('error', (error) => output.destroy(error));
      output.on('close', () => bytes.destroy());
      give(null, bytes);
    });
  });
  zip.end();
  return output;
}
