const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The editor's library names keys so: modifiers in alphabetical order. */
export const MOD = isApple ? 'Meta-' : 'Ctrl-';

/** As people read it: Ctrl+B, ⌘B. */
export const shown = (keys: string) =>
  isApple ? keys.replace('Shift+', '⇧').replace(/^/, '⌘') : `Ctrl+${keys}`;

/** As `aria-keyshortcuts` wants it. */
export const named = (keys: string) => `${isApple ? 'Meta' : 'Control'}+${keys}`;
