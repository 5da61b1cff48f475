import type { FileType } from './choice.ts';

/** What is after a name's last dot, in lower case; '' = nothing of letters and digits. */
export const endingOf = (name: string) => /\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1] ?? '';

const ARCHIVE_TYPE =
  /^application\/(zip|gzip|x-zip|x-gzip|x-7z|x-rar|x-tar|x-bzip|x-xz|zstd|vnd\.rar|java-archive)/;

/** True for packages of other files. */
export const isArchive = ({ name, type }: { name: string; type: string }) =>
  BY_ENDING[endingOf(name)] === 'archive' || ARCHIVE_TYPE.test(type.toLowerCase());

/** For the many that come as nameless bytes. */
const ENDINGS: Record<Exclude<FileType, 'other'>, string> = {
  image: 'png jpg jpeg gif webp heic heif avif bmp tif tiff svg psd ai eps raw cr2 nef dng',
  video: 'mp4 mov avi mkv webm mpg mpeg m4v 3gp wmv',
  audio: 'mp3 wav ogg oga opus flac m4a aac wma amr mid',
  pdf: 'pdf',
  document:
    'doc docx docm dot dotx odt ott rtf xls xlsx xlsm xlsb ods ppt pptx pptm pps ppsx odp odg pages numbers key ' +
    'txt log csv tsv md json patch diff tex epub',
  archive: 'zip rar 7z tar gz tgz bz2 xz zst',
  message: 'eml msg mbox',
};
const BY_ENDING: Record<string, FileType> = Object.fromEntries(
  Object.entries(ENDINGS).flatMap(([type, endings]) =>
    endings.split(' ').map((ending) => [ending, type as FileType]),
  ),
);

const DOCUMENT_TYPE =
  /^application\/(msword|rtf|json|epub|vnd\.(oasis\.opendocument|openxmlformats|ms-(excel|powerpoint|word)|apple\.(pages|numbers|keynote)))|^text\//;

/** What a file is for people: by its media type, or by its name where that says nothing. */
export function fileTypeOf({ name, type }: { name: string; type: string }): FileType {
  const media = type.toLowerCase();
  const [family = ''] = media.split('/');
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  if (family === 'message') return 'message';
  if (/^application\/(x-)?pdf$/.test(media)) return 'pdf';
  if (ARCHIVE_TYPE.test(media)) return 'archive';
  if (media === 'application/octet-stream') return BY_ENDING[endingOf(name)] ?? 'other';
  return DOCUMENT_TYPE.test(media) ? 'document' : 'other';
}
