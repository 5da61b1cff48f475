import type { Preferences } from '../../../shared/preferences.ts';

/** The letters in which a message is shown that chooses none itself. */
export interface Letters {
  /** A CSS list of families. */
  family: string;
  /** Pixels: of the letters, and from line to line. */
  size: number;
  line: number;
}

const FAMILIES: Record<Preferences['messageFont'], string> = {
  system: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  serif: 'Georgia, "Iowan Old Style", "Noto Serif", "Times New Roman", serif',
  mono: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
};
const SIZES: Record<Preferences['messageSize'], Omit<Letters, 'family'>> = {
  small: { size: 13, line: 20 },
  normal: { size: 15, line: 23 },
  large: { size: 17, line: 26 },
  larger: { size: 20, line: 30 },
};

export const lettersOf = (
  font: Preferences['messageFont'] = 'system',
  size: Preferences['messageSize'] = 'normal',
): Letters => ({ family: FAMILIES[font], ...SIZES[size] });
