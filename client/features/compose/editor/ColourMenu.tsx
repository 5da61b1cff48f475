import Baseline from 'lucide-react/icons/baseline';
import Highlighter from 'lucide-react/icons/highlighter';
import type Squire from 'squire-rte';
import { useT } from '../../../i18n/i18n.tsx';
import { useMenu } from '../../../ui/useMenu.tsx';
import { Tool } from './Tool.tsx';
import styles from './Tools.module.css';

/** Readable on white paper, and on dark. */
const COLOURS = {
  text: [
    ['#5f6368', 'colour-grey'],
    ['#c5221f', 'colour-red'],
    ['#b45f06', 'colour-orange'],
    ['#0b7a3e', 'colour-green'],
    ['#1a66c9', 'colour-blue'],
    ['#8430ce', 'colour-purple'],
  ],
  ground: [
    ['#e8eaed', 'colour-grey'],
    ['#fad2cf', 'colour-red'],
    ['#fde3bd', 'colour-orange'],
    ['#fff2a8', 'colour-yellow'],
    ['#ceead6', 'colour-green'],
    ['#d2e3fc', 'colour-blue'],
  ],
} as const;

/** Colours of the letters, or of the ground behind them. */
export function ColourMenu({ editor, kind }: { editor: Squire | null; kind: 'text' | 'ground' }) {
  const t = useT();
  const label = t(kind === 'text' ? 'tool-colour' : 'tool-ground');
  const choose = (colour: string | null) => () =>
    editor &&
    setTimeout(() => (kind === 'text' ? editor.setTextColor(colour) : setGround(editor, colour)));
  const { ref, open, menu } = useMenu<HTMLButtonElement>(label, () => [
    { id: 'none', entries: [{ id: 'none', label: t('colour-none'), act: choose(null) }] },
    {
      id: 'colours',
      entries: COLOURS[kind].map(([colour, name]) => ({
        id: colour,
        label: t(name),
        icon: <span aria-hidden className={styles.swatch} style={{ background: colour }} />,
        act: choose(colour),
      })),
    },
  ]);
  const Icon = kind === 'text' ? Baseline : Highlighter;
  return (
    <>
      <Tool ref={ref} label={label} opens="menu" icon={<Icon size={16} aria-hidden />} act={open} />
      {menu}
    </>
  );
}

/** Ink with it: the reader's paper may be dark. */
function setGround(editor: Squire, colour: string | null) {
  editor.setHighlightColor(colour && `${colour};color:#20242a`);
}
