import type { ReactNode, Ref } from 'react';
import { named, shown } from './shortcuts.ts';
import styles from './Tools.module.css';

interface Props {
  label: string;
  icon: ReactNode;
  /** Set for what can be on or off. */
  isOn?: boolean;
  disabled?: boolean;
  /** With the key that commands have: `B` is Ctrl+B, on a Mac ⌘B. */
  keys?: string;
  opens?: 'menu' | 'dialog';
  ref?: Ref<HTMLButtonElement>;
  act(): void;
}

/** One tool of the editor. Pressing it leaves the choice in the text as it is. */
export function Tool({ label, icon, isOn, disabled, keys, opens, ref, act }: Props) {
  return (
    <button
      ref={ref}
      type="button"
      tabIndex={-1}
      className={styles.tool}
      aria-label={label}
      title={keys ? `${label} (${shown(keys)})` : label}
      aria-pressed={isOn}
      aria-keyshortcuts={keys && named(keys)}
      aria-haspopup={opens}
      // A tool that cannot be used now keeps its place for the keyboard.
      aria-disabled={disabled || undefined}
      data-off={disabled || undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => !disabled && act()}
    >
      {icon}
    </button>
  );
}

export const Divider = () => <span aria-hidden className={styles.line} />;
