import { useEffect, useState } from 'react';
import type Squire from 'squire-rte';
import { type BlockTag, blockOf } from './blocks.ts';
import { cellAt } from './tables.ts';

const MARKS = { bold: 'B', italic: 'I', underline: 'U', strike: 'S', link: 'A' } as const;

/** What is true where the cursor is. */
export type Marks = Record<keyof typeof MARKS | 'code' | 'bullets' | 'numbers' | 'quote', boolean>;

export interface EditorState extends Marks {
  block: BlockTag;
  size: string;
  inTable: boolean;
  canUndo: boolean;
  canRedo: boolean;
}

const NOTHING: EditorState = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  link: false,
  code: false,
  bullets: false,
  numbers: false,
  quote: false,
  block: 'DIV',
  size: '',
  inTable: false,
  canUndo: false,
  canRedo: false,
};

/** Follows the cursor. A key that changes none of it costs no drawing. */
export function useEditorState(editor: Squire | null): EditorState {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    if (!editor) return;
    const follow = () => setState((before) => same(before, { ...before, ...read(editor) }));
    const undo = (event: Event) => {
      const { canUndo, canRedo } = (event as CustomEvent<{ canUndo: boolean; canRedo: boolean }>)
        .detail;
      setState((before) => same(before, { ...before, canUndo, canRedo }));
    };
    editor.addEventListener('pathChange', follow);
    editor.addEventListener('undoStateChange', undo);
    return () => {
      editor.removeEventListener('pathChange', follow);
      editor.removeEventListener('undoStateChange', undo);
    };
  }, [editor]);
  return state;
}

function read(editor: Squire): Omit<EditorState, 'canUndo' | 'canRedo'> {
  const has = (tag: string) => editor.hasFormat(tag);
  return {
    bold: has('B'),
    italic: has('I'),
    underline: has('U'),
    strike: has('S'),
    link: has('A'),
    code: has('CODE') || has('PRE'),
    bullets: has('UL'),
    numbers: has('OL'),
    quote: has('BLOCKQUOTE'),
    block: blockOf(editor),
    size: editor.getFontInfo().fontSize ?? '',
    inTable: cellAt(editor) !== null,
  };
}

const same = (before: EditorState, after: EditorState): EditorState =>
  (Object.keys(after) as (keyof EditorState)[]).every((key) => before[key] === after[key])
    ? before
    : after;
