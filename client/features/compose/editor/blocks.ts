import type Squire from 'squire-rte';

export type BlockTag = 'DIV' | 'H1' | 'H2' | 'H3';

const CHANGEABLE = 'div, p, h1, h2, h3, h4, h5, h6';
const INNER = 'div, p, ul, ol, table, blockquote, pre, h1, h2, h3, h4, h5, h6';

/** Makes headings of the lines that are chosen, or lines of headings. */
export function setBlocks(editor: Squire, tag: BlockTag) {
  editor.modifyBlocks((fragment) => {
    const blocks = [...fragment.querySelectorAll(CHANGEABLE)];
    for (const block of blocks) {
      if (block.nodeName === tag || block.querySelector(INNER)) continue;
      const other = document.createElement(tag);
      const direction = block.getAttribute('dir');
      if (direction) other.setAttribute('dir', direction);
      other.append(...block.childNodes);
      block.replaceWith(other);
    }
    return fragment;
  });
  editor.focus();
}

/** The heading that the cursor is in. */
export function blockOf(editor: Squire): BlockTag {
  for (const tag of ['H1', 'H2', 'H3'] as const) if (editor.hasFormat(tag)) return tag;
  return 'DIV';
}
