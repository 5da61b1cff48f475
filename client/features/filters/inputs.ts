import type { ClipboardEvent } from 'react';

/** What every field for a value of a condition is given. */
export interface InputProps {
  label: string;
  value: string;
  attributes: {
    'aria-describedby'?: string | undefined;
    'aria-invalid'?: true | undefined;
    ref?: typeof takeFocus;
  };
  onChange(value: string): void;
  onPasteLines(lines: string[]): void;
}

/** A column that is pasted is a value a line. */
export function takeLines(event: ClipboardEvent, onPasteLines: (lines: string[]) => void) {
  const lines = event.clipboardData
    .getData('text/plain')
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter(Boolean);
  if (lines.length < 2) return;
  event.preventDefault();
  onPasteLines(lines);
}

/** A ref for what the person has just asked for: it takes the focus when it comes. */
export const takeFocus = (element: HTMLElement | null) => element?.focus();
