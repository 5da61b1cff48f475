import * as z from 'zod/mini';
import { Refusal } from '../../shared/refusal.ts';
import { type ImportedMessage, isKeyword, MOST_BYTES, readMessages } from './mbox.ts';
import { type PackedFile, readZip } from './zip-read.ts';

/**
 * The messages of a file that is brought in: one message, an mbox, or a zip that holds either. A zip of ours says of each
 * message where it was, when it came and with which flags; in others the directories are the folders.
 *
 * @param type as in `mailFileTypes`.
 * @throws Refusal `not-mail`, `too-large`, `archive-unsafe`.
 */
export async function* readArchive(
  file: AsyncIterable<Buffer>,
  type: string,
): AsyncGenerator<ImportedMessage> {
  if (type !== 'application/zip') return yield* readMessages(file);
  const notes = new Map<string, Note>();
  let count = 0;
  for await (const packed of readZip(file)) {
    const kind = kindOf(packed.name);
    if (kind === 'manifest')
      for (const note of await readManifest(packed)) notes.set(note.file, note);
    if (kind === 'eml') {
      yield await toMessage(packed, notes.get(packed.name));
      notes.delete(packed.name);
      count++;
    }
    if (kind === 'mbox')
      for await (const message of readMessages(packed.bytes)) {
        yield { ...message, folder: message.folder ?? folderOf(packed.name, true) };
        count++;
      }
  }
  if (!count) throw new Refusal('not-mail', 'The archive holds no message.');
}

/** What programs add for themselves is no mail, whatever its ending. */
function kindOf(name: string) {
  if (/(^|\/)(__MACOSX\/|\._)/.test(name)) return null;
  if (/^_manifest\/\d+\.jsonl$/.test(name)) return 'manifest';
  if (/\.eml$/i.test(name)) return 'eml';
  return /\.mbox$/i.test(name) ? 'mbox' : null;
}

const note = z.object({
  file: z.string(),
  folder: z.array(z.string()),
  received: z.string(),
  flags: z.array(z.string()),
});
type Note = z.infer<typeof note>;

async function readManifest({ bytes }: PackedFile): Promise<Note[]> {
  const text = (await whole(bytes)).toString();
  return text.split('\n').flatMap((one) => {
    try {
      return [note.parse(JSON.parse(one))];
    } catch {
      return [];
    }
  });
}

const SYSTEM = new Set(['\\Seen', '\\Answered', '\\Flagged', '\\Draft']);

async function toMessage({ name, bytes }: PackedFile, note?: Note): Promise<ImportedMessage> {
  const raw = await whole(bytes);
  if (!note) {
    for await (const message of readMessages(once(raw)))
      return { ...message, folder: folderOf(name, false) };
    throw new Refusal('not-mail', 'The archive holds what is no message.');
  }
  const date = new Date(note.received);
  return {
    raw,
    date: Number.isNaN(date.getTime()) ? null : date,
    flags: note.flags.filter((flag) => SYSTEM.has(flag) || isKeyword(flag)),
    folder: note.folder,
  };
}

/** The directories of a name; an mbox file is a folder itself. */
function folderOf(name: string, isFolder: boolean): string[] | null {
  const names = name.split('/').filter(Boolean);
  const last = names.pop()!;
  if (isFolder) names.push(last.replace(/\.mbox$/i, ''));
  return names.length ? names : null;
}

async function whole(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > MOST_BYTES) throw new Refusal('too-large', 'A message in the file is too large.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
