import { endingOf, isArchive } from '../../../shared/file-types.ts';
import type { Attachment } from '../../../shared/messages.ts';

/** What a preview shows; all else is only offered for download (security S-21, S-24). */
export type PreviewKind = 'image' | 'pdf' | 'text' | 'audio' | 'video' | 'message';
type FileKind = PreviewKind | 'archive' | 'calendar' | 'contact' | 'other';
type Named = Pick<Attachment, 'name' | 'type'>;

const IMAGE = /^image\/(png|jpe?g|gif|webp)$/;
/** HTML and SVG can act: they are shown nowhere. */
const TEXT =
  /^text\/(?!html|xml|javascript)|^application\/json$|^message\/(delivery-status|rfc822-headers)$/;
/** What a file is by its ending, for the many that come as nameless bytes. */
const BY_ENDING: Record<string, PreviewKind> = {
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  gif: 'image',
  webp: 'image',
  pdf: 'pdf',
  txt: 'text',
  log: 'text',
  csv: 'text',
  md: 'text',
  json: 'text',
  patch: 'text',
  diff: 'text',
};
/** Files that a double click runs, on one system or another, or that carry such files unseen. */
const DANGEROUS =
  /\.(exe|msi|msix|com|scr|pif|cpl|bat|cmd|ps1|vbs?|vbe|jse?|mjs|wsf|wsh|hta|jar|lnk|url|reg|chm|iso|img|vhdx?|dmg|pkg|app|apk|deb|rpm|sh|command|desktop|scf|html?|xhtml|mht(ml)?|svgz?|xml|xslt?|do[ct]m|xl[stal]m|pp[tsa]m|xll|one)$/;
const DANGEROUS_TYPE =
  /^(text\/(html|xml|javascript)|image\/svg|application\/(xhtml|xml|javascript|x-msdownload|x-msdos|x-sh|hta|x-ms-|java-archive))/;

export function previewOf(file: Named): PreviewKind | null {
  const type = file.type.toLowerCase();
  if (type === 'message/rfc822') return 'message';
  if (IMAGE.test(type)) return 'image';
  if (type === 'application/pdf') return 'pdf';
  if (type.startsWith('audio/')) return 'audio';
  if (type.startsWith('video/')) return 'video';
  if (isDangerous(file)) return null;
  if (TEXT.test(type)) return 'text';
  return type === 'application/octet-stream' ? (BY_ENDING[endingOf(file.name)] ?? null) : null;
}

export function kindOf(file: Named): FileKind {
  if (file.type === 'text/calendar') return 'calendar';
  if (/^text\/(x-)?vcard$/.test(file.type)) return 'contact';
  if (isArchive(file)) return 'archive';
  return previewOf(file) ?? 'other';
}

/** True for what deserves a word of warning before it is opened. */
export function isDangerous({ name, type }: Named): boolean {
  return DANGEROUS.test(name.toLowerCase().trim()) || DANGEROUS_TYPE.test(type.toLowerCase());
}

/** Outlook's own package (TNEF): nothing here opens it (security S-23). */
export const isTnef = ({ name, type }: Named) =>
  /^application\/(vnd\.)?ms-tnef$/i.test(type) || /^winmail\.dat$/i.test(name);
