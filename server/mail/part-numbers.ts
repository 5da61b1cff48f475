import type { MessageStructureObject } from 'imapflow';

/**
 * Numbers every part as sections are named (RFC 3501 section 6.4.5): the text of an attached message at
 * "2" is "2.1" when it has no parts of its own. The library gives it its wrapper's number.
 */
export function numberParts(structure: MessageStructureObject | undefined) {
  if (structure) numberBody(structure, '');
  return structure;
}

/** The part at a section, multiparts excepted: they have no bytes to offer. */
export function findPart(
  node: MessageStructureObject | undefined,
  part: string,
): MessageStructureObject | undefined {
  if (!node) return undefined;
  if (node.part === part && !node.type.startsWith('multipart/')) return node;
  for (const child of node.childNodes ?? []) {
    const found = findPart(child, part);
    if (found) return found;
  }
  return undefined;
}

function numberBody(body: MessageStructureObject, prefix: string) {
  if (body.type.startsWith('multipart/') && body.childNodes?.length) numberChildren(body, prefix);
  else numberPart(body, prefix + 1);
}

function numberChildren({ childNodes = [] }: MessageStructureObject, prefix: string) {
  childNodes.forEach((child, i) => {
    numberPart(child, `${prefix}${i + 1}`);
  });
}

function numberPart(node: MessageStructureObject, part: string) {
  node.part = part;
  const [inner] = node.childNodes ?? [];
  if (!inner) return;
  if (node.type === 'message/rfc822') numberBody(inner, `${part}.`);
  else numberChildren(node, `${part}.`);
}
