/** As deep as Word's own. */
const DEEPEST = 9;

/**
 * Word writes lists as paragraphs with a level in their style and the mark in their text. Makes lists
 * of them again.
 */
export function listsOfWord(page: Document) {
  const items = [
    ...page.querySelectorAll<HTMLElement>('p[style*="mso-list" i], li[style*="mso-list" i]'),
  ];
  let open: { level: number; list: Element }[] = [];
  let last: Element | null = null;
  for (const item of items) {
    const level = levelOf(item);
    if (!level || item.nodeName === 'LI') continue;
    const list = isOrdered(item) ? 'ol' : 'ul';
    for (const mark of item.querySelectorAll('[style*="mso-list" i]'))
      if (isMark(mark)) mark.remove();
    const follows = last !== null && nextElement(last) === item;
    if (!follows) open = [];
    while (open.length && open.at(-1)!.level > level) open.pop();
    const current = open.at(-1);
    const place =
      current?.level === level && current.list.nodeName === list.toUpperCase()
        ? current.list
        : beginList(page, list, item, open, level);
    const line = page.createElement('li');
    line.append(...item.childNodes);
    // What the next one is compared with: the paragraph leaves its place.
    const anchor = outermost(place);
    place.append(line);
    item.remove();
    last = anchor;
  }
}

const levelOf = (item: Element) =>
  Math.min(
    DEEPEST,
    Number(/mso-list:[^;]*\blevel(\d)/i.exec(item.getAttribute('style') ?? '')?.[1] ?? 0),
  );

const isMark = (element: Element) =>
  /mso-list:\s*ignore/i.test(element.getAttribute('style') ?? '');

function isOrdered(item: Element): boolean {
  const mark = [...item.querySelectorAll('[style*="mso-list" i]')].find(isMark);
  return /^[\s(]*(?:\d+|[a-z]|[ivxlc]+)[.)]/i.test(mark?.textContent ?? '');
}

function beginList(
  page: Document,
  name: string,
  item: Element,
  open: { level: number; list: Element }[],
  level: number,
): Element {
  const list = page.createElement(name);
  if (open.at(-1)?.level === level) open.pop();
  const outer = open.at(-1)?.list.lastElementChild;
  if (outer) outer.append(list);
  else item.before(list);
  open.push({ level, list });
  return list;
}

function outermost(list: Element): Element {
  let top = list;
  for (let up = list.parentElement; up && /^(UL|OL|LI)$/.test(up.nodeName); up = up.parentElement)
    top = up;
  return top;
}

/** The next element, if there is nothing to read between the two. */
function nextElement(element: Element): Element | null {
  for (let node = element.nextSibling; node; node = node.nextSibling) {
    if (node.nodeType === 1) return node as Element;
    if (node.nodeType === 3 && node.textContent?.trim()) return null;
  }
  return null;
}
