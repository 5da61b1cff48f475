import { type CSSProperties, type ReactNode, useState } from 'react';
import { usePreferences } from '../preferences/preferences.ts';
import { PaneSplit } from './PaneSplit.tsx';

const SIZES = 'sobre.panes';

/** Pixels of the list beside the message, and above it: the device's own, as its screen is. */
type Sizes = Partial<Record<'right' | 'below', number>>;

/** Where the message stands to its list, and how much room each has. */
export function usePanes(): {
  /** For the element around both. */
  around: { 'data-pane': string; style: CSSProperties };
  /** Stands between the two. */
  split: ReactNode;
} {
  const { pane } = usePreferences();
  const [sizes, setSizes] = useState(kept);
  if (pane === 'off') return { around: { 'data-pane': pane, style: {} }, split: null };
  const keep = (size: number | undefined) => {
    const { [pane]: _before, ...others } = sizes;
    const next = size === undefined ? others : { ...others, [pane]: size };
    localStorage.setItem(SIZES, JSON.stringify(next));
    setSizes(next);
  };
  const size = sizes[pane];
  const style = (size === undefined ? {} : { '--list-size': `${size}px` }) as CSSProperties;
  return {
    around: { 'data-pane': pane, style },
    split: <PaneSplit key={pane} pane={pane} onSize={keep} />,
  };
}

function kept(): Sizes {
  try {
    const { right, below } = JSON.parse(localStorage.getItem(SIZES) ?? '{}') as Sizes;
    return {
      ...(Number.isFinite(right) && { right: right! }),
      ...(Number.isFinite(below) && { below: below! }),
    };
  } catch {
    return {};
  }
}
