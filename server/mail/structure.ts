import type { MessageStructureObject } from 'imapflow';
import type { Attachment } from '../../shared/messages.ts';
import { readStub } from './removed-part.ts';

/** A part to show as text, and how to read its bytes. */
export interface TextPart {
  part: string;
  type: 'text/plain' | 'text/html';
  charset: string;
  encoding: string;
  /** Encoded bytes, as the server counts them. */
  size: number;
  flowed: boolean;
  delSp: boolean;
}

/** What a message is made of, read from BODYSTRUCTURE alone (RFC 3501 section 7.4.2). */
export interface Contents {
  /** Parts to show, in order; of alternatives the richest. Never joined into one document (security S-50). */
  texts: TextPart[];
  /** The plain alternative of the first HTML part. */
  plain: TextPart | null;
  attachments: Attachment[];
}

/** More files than any reader wants; a message built to hurt has 100,000 (security S-47). */
const MAX_ATTACHMENTS = 1000;
const MAX_TEXTS = 50;

export function readContents(structure: MessageStructureObject | undefined): Contents {
  const contents: Contents = { texts: [], plain: null, attachments: [] };
  if (structure) visit(structure, contents);
  return contents;
}

/** True when a reader would say "it has a file": not for pictures that the text shows, nor for files taken out. */
export function hasAttachment(structure: MessageStructureObject | undefined): boolean {
  return readContents(structure).attachments.some(({ inline, removed }) => !inline && !removed);
}

function visit(node: MessageStructureObject, contents: Contents) {
  if (isFull(contents)) return;
  const children = node.childNodes ?? [];
  if (!children.length || node.type === 'message/rfc822') return visitLeaf(node, contents);
  if (node.type === 'multipart/alternative') return visitAlternatives(children, contents);
  if (node.type === 'multipart/related') return visitRelated(children, contents);
  if (node.type === 'multipart/report') return visitReport(children, contents);
  for (const child of children) visit(child, contents);
}

/** What a machine says to machines is shown in words; the letter that it returns is a file (RFC 6522). */
function visitReport(children: MessageStructureObject[], contents: Contents) {
  for (const child of children) {
    if (FOR_MACHINES.test(child.type)) addAttachment(contents, attachmentOf(child, true));
    else visit(child, contents);
  }
}

const FOR_MACHINES =
  /^message\/((global-)?delivery-status|(global-)?disposition-notification|(global|rfc822)-headers)$|^text\/rfc822-headers$/;

/** Of 100,000 parts the most are never looked at. */
const isFull = ({ texts, attachments }: Contents) =>
  texts.length >= MAX_TEXTS && attachments.length >= MAX_ATTACHMENTS;

/** The last alternative that can be shown is the one the author prefers (RFC 2046 section 5.1.4). */
function visitAlternatives(children: MessageStructureObject[], contents: Contents) {
  const shown = children.map(readAlternative);
  const best =
    shown.findLast(({ texts }) => texts.some(({ type }) => type === 'text/html')) ??
    shown.findLast(({ texts }) => texts.length > 0);
  const plain = shown.flatMap(({ texts }) => texts).find(({ type }) => type === 'text/plain');
  for (const alternative of shown) {
    if (alternative === best) addTexts(contents, alternative.texts);
    for (const file of alternative.attachments) addAttachment(contents, file);
  }
  if (best?.texts[0]?.type === 'text/html') contents.plain ??= plain ?? null;
}

function readAlternative(child: MessageStructureObject): Contents {
  const contents: Contents = { texts: [], plain: null, attachments: [] };
  visit(child, contents);
  return contents;
}

/** The first part is the letter, the others are what it shows (RFC 2387). */
function visitRelated(children: MessageStructureObject[], contents: Contents) {
  const [root, ...parts] = children;
  if (root) visit(root, contents);
  for (const part of parts) {
    if (part.childNodes?.length) visit(part, contents);
    else
      addAttachment(
        contents,
        attachmentOf(part, part.id !== undefined && part.type.startsWith('image/')),
      );
  }
}

function visitLeaf(node: MessageStructureObject, contents: Contents) {
  const isText = node.type === 'text/plain' || node.type === 'text/html';
  const isFile = node.disposition === 'attachment' || readStub(node) !== null;
  if (isText && !isFile && contents.texts.length < MAX_TEXTS) {
    return addTexts(contents, [textPartOf(node)]);
  }
  addAttachment(
    contents,
    attachmentOf(
      node,
      node.disposition === 'inline' && node.type.startsWith('image/') && !!node.id,
    ),
  );
}

function addTexts(contents: Contents, texts: TextPart[]) {
  contents.texts.push(...texts.slice(0, MAX_TEXTS - contents.texts.length));
}

function addAttachment(contents: Contents, file: Attachment) {
  if (contents.attachments.length < MAX_ATTACHMENTS) contents.attachments.push(file);
}

function textPartOf(node: MessageStructureObject): TextPart {
  const parameters = node.parameters ?? {};
  return {
    part: node.part ?? '1',
    type: node.type as TextPart['type'],
    charset: parameters.charset ?? 'us-ascii',
    encoding: (node.encoding ?? '7bit').toLowerCase(),
    size: node.size ?? 0,
    flowed: parameters.format?.toLowerCase() === 'flowed',
    delSp: parameters.delsp?.toLowerCase() === 'yes',
  };
}

function attachmentOf(node: MessageStructureObject, inline: boolean): Attachment {
  const removed = readStub(node);
  return {
    part: node.part ?? '1',
    name: removed ? cleanName(removed.name) : nameOfPart(node),
    type: removed ? removed.type : node.type,
    size: removed ? removed.size : decodedSize(node),
    contentId: (node.id ?? '').replace(/^<|>$/g, ''),
    inline,
    ...(removed && { removed: { date: removed.date, sha256: removed.sha256 } }),
  };
}

/** A file's name, fit to show. An attached message that has none is named by its subject. */
export function nameOfPart(node: MessageStructureObject): string {
  const { type, envelope, dispositionParameters, parameters } = node;
  const own = cleanName(dispositionParameters?.filename ?? parameters?.name ?? '');
  if (own || type !== 'message/rfc822') return own;
  const subject = cleanName(envelope?.subject ?? '');
  return subject && `${subject}.eml`;
}

/** Base64 carries 3 bytes in 4 characters, on lines of 76 with CRLF; its padding is not known. */
export function decodedSize(node: MessageStructureObject): number {
  const encoded = node.size ?? 0;
  if (node.encoding?.toLowerCase() !== 'base64') return encoded;
  const characters = encoded - 2 * Math.floor(encoded / 78);
  return Math.floor(characters / 4) * 3;
}

// Controls could break a header; bidi marks make "exe.txt" of "txt.exe" (security S-22).
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A file name fit to show and to offer: one line, no directory, at most 200 characters. */
export function cleanName(name: string): string {
  const base = name.replace(UNSAFE, '').split(/[/\\]/).at(-1) ?? '';
  return base.length <= 200 ? base.trim() : `${base.slice(0, 180)}…${base.slice(-19)}`.trim();
}
