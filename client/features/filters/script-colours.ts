import { type Range, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { type Token, tokenize } from '../../../shared/sieve/tokens.ts';

/** Colours as the same lexer sees the script that finds its faults: what is no Sieve has none. */
export const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = coloursOf(view.state.doc.toString());
    }
    update({ docChanged, state }: ViewUpdate) {
      if (docChanged) this.decorations = coloursOf(state.doc.toString());
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const looks: Partial<Record<Token['kind'] | 'comment', Decoration>> = {
  identifier: Decoration.mark({ class: 'sieve-keyword' }),
  tag: Decoration.mark({ class: 'sieve-tag' }),
  string: Decoration.mark({ class: 'sieve-text' }),
  number: Decoration.mark({ class: 'sieve-number' }),
  comment: Decoration.mark({ class: 'sieve-comment' }),
};

function coloursOf(source: string): DecorationSet {
  const { tokens, comments } = tokenize(source);
  const pieces = [...tokens, ...comments.map((one) => ({ ...one, kind: 'comment' as const }))];
  const ranges: Range<Decoration>[] = pieces.flatMap(({ kind, start, end }) => {
    const look = looks[kind];
    return look && end > start ? [look.range(start, end)] : [];
  });
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to, value } of ranges.sort((a, b) => a.from - b.from))
    builder.add(from, to, value);
  return builder.finish();
}
