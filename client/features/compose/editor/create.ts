import Squire from 'squire-rte';
import { insertPasted } from './paste.ts';
import { MOD } from './shortcuts.ts';
import { goToNextCell } from './tables.ts';
import { type Pictures, readWords } from './words.ts';

interface Surroundings {
  pictures(): Pictures;
  onInput(): void;
  onPictures(files: File[]): void;
  /** The keyboard goes to the toolbar. */
  onTools(): void;
  onLink(): void;
}

const QUOTE_STYLE = 'margin: 0 0 0 8px; border-left: 2px solid #b9b5aa; padding-left: 12px;';

/** The editor in a place of the page; `destroy` lets the place go. */
export function createEditor(root: HTMLElement, around: Surroundings): Squire {
  // Before the library listens: what comes from outside goes through our filter first.
  const leaving = new AbortController();
  const capture = { capture: true, signal: leaving.signal };
  let editor: Squire | null = null;
  root.addEventListener(
    'paste',
    (event) => editor && insertPasted(editor, event, event.clipboardData, around.onPictures),
    capture,
  );
  root.addEventListener(
    'drop',
    (event) => editor && dropPictures(editor, event, around.onPictures),
    capture,
  );
  document.addEventListener('keydown', (event) => editor && leavePicture(editor, event), capture);
  editor = new Squire(root, {
    sanitizeToDOMFragment: (html) => readWords(html, around.pictures()),
    undo: { documentSizeThreshold: 200_000, undoLimit: 30 },
    tagAttributes: {
      blockquote: { style: QUOTE_STYLE },
      pre: { style: 'white-space: pre-wrap;' },
    },
    didError: (error: unknown) => console.error(error),
  });
  editor.addEventListener('input', around.onInput);
  bindKeys(editor, around);
  const destroy = editor.destroy.bind(editor);
  editor.destroy = () => {
    leaving.abort();
    destroy();
  };
  return editor;
}

function bindKeys(editor: Squire, { onTools, onLink }: Surroundings) {
  const bind = (keys: string, act: () => void) =>
    editor.setKeyHandler(keys, (_editor, event) => {
      event.preventDefault();
      act();
    });
  const toggle = (tag: string, on: () => void, off: () => void) => () =>
    editor.hasFormat(tag) ? off() : on();
  bind('Alt-F10', onTools);
  bind(`${MOD}k`, onLink);
  bind(`${MOD}\\`, () => editor.removeAllFormatting());
  bind(
    `${MOD}Shift-7`,
    toggle(
      'OL',
      () => editor.makeOrderedList(),
      () => editor.removeList(),
    ),
  );
  bind(
    `${MOD}Shift-8`,
    toggle(
      'UL',
      () => editor.makeUnorderedList(),
      () => editor.removeList(),
    ),
  );
  bind(`${MOD}Shift-9`, () => editor.increaseQuoteLevel());
  for (const key of ['x', 'X'])
    bind(
      `${MOD}Shift-${key}`,
      toggle(
        'S',
        () => editor.strikethrough(),
        () => editor.removeStrikethrough(),
      ),
    );
  // A page up or down is one, not the beginning or the end.
  editor.setKeyHandler('PageUp', null).setKeyHandler('PageDown', null);
  for (const [keys, backwards] of [
    ['Tab', false],
    ['Shift-Tab', true],
  ] as const) {
    const before = editor._keyHandlers[keys];
    editor.setKeyHandler(keys, (self, event, range) => {
      if (goToNextCell(self, backwards)) event.preventDefault();
      else before?.(self, event, range);
    });
  }
}

/** Pictures from the desk go into the text where they are let go; other files are the letter's. */
function dropPictures(editor: Squire, event: DragEvent, onPictures: (files: File[]) => void) {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (!files.length || !files.every(({ type }) => type.startsWith('image/'))) return;
  event.preventDefault();
  event.stopPropagation();
  const place = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  if (place && editor.getRoot().contains(place.startContainer)) editor.setSelection(place);
  onPictures(files);
}

/** What the library keeps to itself, and gives no keys for. */
interface Resizer {
  _currentImage: HTMLImageElement | null;
  _deselectImage(): void;
  _positionResizeContainer(): void;
}

const STEP = 1.1;
const SMALLEST = 40;

/**
 * The library takes every key while a picture has its handles. Escape and Tab leave it, + and − make
 * it larger and smaller.
 */
function leavePicture(editor: Squire, event: KeyboardEvent) {
  const resizer = editor._imageResizer as unknown as Resizer;
  const image = resizer._currentImage;
  if (!image) return;
  const factor = { '+': STEP, '-': 1 / STEP }[event.key];
  if (factor) {
    const width = Math.max(SMALLEST, Math.round(image.getBoundingClientRect().width * factor));
    image.style.width = `${width}px`;
    image.style.height = 'auto';
    resizer._positionResizeContainer();
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    resizer._deselectImage();
    editor.focus();
  } else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
