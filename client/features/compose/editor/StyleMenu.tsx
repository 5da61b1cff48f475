import Heading from 'lucide-react/icons/heading';
import type Squire from 'squire-rte';
import { useT } from '../../../i18n/i18n.tsx';
import { useMenu } from '../../../ui/useMenu.tsx';
import { type BlockTag, setBlocks } from './blocks.ts';
import type { EditorState } from './state.ts';
import { Tool } from './Tool.tsx';

const BLOCKS: [BlockTag, 'style-normal' | 'style-h1' | 'style-h2' | 'style-h3'][] = [
  ['DIV', 'style-normal'],
  ['H1', 'style-h1'],
  ['H2', 'style-h2'],
  ['H3', 'style-h3'],
];
const SIZES = [
  ['12px', 'size-small'],
  ['', 'size-normal'],
  ['19px', 'size-large'],
  ['26px', 'size-huge'],
] as const;

/** Headings, and how large the letters are. */
export function StyleMenu({ editor, state }: { editor: Squire | null; state: EditorState }) {
  const t = useT();
  // The menu gives the focus back first; then the text takes it.
  const then = (act: (it: Squire) => void) => () => editor && setTimeout(() => act(editor));
  const { ref, open, menu } = useMenu<HTMLButtonElement>(t('tool-style'), () => [
    {
      id: 'block',
      title: t('style-paragraph'),
      entries: BLOCKS.map(([tag, label]) => ({
        id: tag,
        label: t(label),
        checked: state.block === tag,
        act: then((it) => setBlocks(it, tag)),
      })),
    },
    {
      id: 'size',
      title: t('style-size'),
      entries: SIZES.map(([size, label]) => ({
        id: label,
        label: t(label),
        checked: state.size === size,
        act: then((it) => it.setFontSize(size || null)),
      })),
    },
  ]);
  return (
    <>
      <Tool
        ref={ref}
        label={t('tool-style')}
        opens="menu"
        icon={<Heading size={16} aria-hidden />}
        act={open}
      />
      {menu}
    </>
  );
}
