/** What a key does. `preventDefault` has been called: the key is taken. */
type Bindings = Record<string, (event: KeyboardEvent) => void>;

let singleKeys = true;

/** Whether letters, digits and signs alone are commands: who speaks to the computer needs them not to be (WCAG 2.1.4). */
export function allowSingleKeys(allowed: boolean) {
  singleKeys = allowed;
}

const SINGLE = /^(Shift\+)?\S$/u;

/** Milliseconds in which the second key of two has to follow. */
const PAUSE = 1000;

/**
 * Listens for one-key commands by what is printed on the key, wherever the sign lies: `#` is Shift+3
 * here and AltGr+3 there, and a library that compares modifiers misses one of them. Letters tell
 * Shift apart (`Shift+u`), signs do not. Two keys one after the other are written `* a`; `$mod` is
 * Ctrl, on a Mac Command. Not while somebody types, nor in a menu or a dialog.
 *
 * @returns what ends it.
 */
export function listenKeys(bindings: Bindings): () => void {
  let before = { name: '', at: 0 };
  const hear = (event: KeyboardEvent) => {
    const name = keyName(event);
    if (!name || isTyping(event.target) || (!singleKeys && SINGLE.test(name))) return;
    const pair = event.timeStamp - before.at < PAUSE ? `${before.name} ${name}` : '';
    before = { name, at: event.timeStamp };
    const isSecond = Object.keys(bindings).some((one) => one.startsWith(`${pair.split(' ')[0]} `));
    const act = pair && isSecond ? bindings[pair] : bindings[name];
    if (!act) return;
    event.preventDefault();
    before = { name: '', at: 0 };
    act(event);
  };
  addEventListener('keydown', hear);
  return () => removeEventListener('keydown', hear);
}

/** How a binding names what was pressed; null for what is no command. */
export function keyName(event: KeyboardEvent): string | null {
  const { key, ctrlKey, altKey, metaKey, shiftKey, isComposing } = event;
  if (isComposing || key === 'Dead' || key === 'Process') return null;
  const isSign = key.length === 1 && !/[\p{L}\p{N}\s]/u.test(key);
  // Windows tells AltGr as Ctrl and Alt; a Mac writes signs with Option, which is Alt.
  const writesSign = isSign && (altKey || !ctrlKey) && !metaKey;
  if (writesSign) return key;
  if (altKey) return null;
  const modifiers = `${ctrlKey || metaKey ? '$mod+' : ''}${shiftKey ? 'Shift+' : ''}`;
  return modifiers + (/^\p{L}$/u.test(key) ? key.toLowerCase() : key);
}

const PLACES_OF_TYPING =
  'input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu]';

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof Element && target.closest(PLACES_OF_TYPING)) return true;
  return document.querySelector('[role=menu], [role=alertdialog]') !== null;
}
