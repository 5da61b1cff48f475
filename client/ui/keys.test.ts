import { describe, expect, it } from 'vitest';
import { keyName } from './keys.ts';

const pressed = (key: string, held: Partial<KeyboardEvent> = {}) =>
  keyName({
    key,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    shiftKey: false,
    isComposing: false,
    ...held,
  } as KeyboardEvent);

describe('a key is called by what is printed on it', () => {
  it('on an English keyboard', () => {
    expect(pressed('e')).toBe('e');
    expect(pressed('#', { shiftKey: true })).toBe('#');
    expect(pressed('!', { shiftKey: true })).toBe('!');
    expect(pressed('U', { shiftKey: true })).toBe('Shift+u');
  });

  it('on a French one', () => {
    expect(pressed('!')).toBe('!');
    expect(pressed('*')).toBe('*');
    // AltGr+3: Linux tells it as AltGraph alone, Windows as Ctrl and Alt.
    expect(pressed('#')).toBe('#');
    expect(pressed('#', { ctrlKey: true, altKey: true })).toBe('#');
    // A Mac writes signs with Option, which is Alt.
    expect(pressed('#', { altKey: true })).toBe('#');
  });

  it('with Caps Lock on', () => {
    expect(pressed('E')).toBe('e');
    expect(pressed('u', { shiftKey: true })).toBe('Shift+u');
  });

  it('and the browser keeps its own', () => {
    expect(pressed('a', { ctrlKey: true })).toBe('$mod+a');
    expect(pressed('a', { metaKey: true })).toBe('$mod+a');
    expect(pressed('r', { ctrlKey: true })).toBe('$mod+r');
    expect(pressed('d', { altKey: true })).toBeNull();
    expect(pressed('e', { ctrlKey: true, altKey: true })).toBeNull();
    expect(pressed('#', { ctrlKey: true })).toBe('$mod+#');
    expect(pressed('Dead')).toBeNull();
    expect(pressed('か', { isComposing: true })).toBeNull();
  });
});
