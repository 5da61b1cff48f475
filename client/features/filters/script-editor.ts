import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint';
import { EditorState, type Text } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import type { ScriptFault } from '../../../shared/filters.ts';
import { colours } from './script-colours.ts';

interface Options {
  label: string;
  /** The script; its line ends stay as they are. */
  source: string;
  isReadOnly?: boolean;
  onChange(source: string): void;
  onSave(): void;
  /** What is wrong with a script; asked a moment after the last keystroke. */
  findFaults(source: string): Promise<ScriptFault[]>;
  sayFault(fault: ScriptFault): string;
}

/** Milliseconds without a keystroke after which the faults are looked for. */
const PAUSE = 500;

/**
 * An editor of Sieve text. It stands in a shadow root, whose sheets are made by script: the page's policy
 * allows no style elements. Tab leaves it, as every other field.
 */
export function openScriptEditor(host: HTMLElement, options: Options): EditorView {
  const { label, source, isReadOnly = false, onChange, onSave, findFaults, sayFault } = options;
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const lint = async ({ state }: EditorView): Promise<Diagnostic[]> => {
    const faults = await findFaults(state.sliceDoc());
    return faults.map((fault) => ({
      ...placeOf(fault, state.doc),
      severity: 'error',
      message: sayFault(fault),
    }));
  };
  const save = () => {
    onSave();
    return true;
  };
  const state = EditorState.create({
    doc: source,
    extensions: [
      // Other line ends than these stay in the text, where they were.
      EditorState.lineSeparator.of(hasOnlyCrLf(source) ? '\r\n' : '\n'),
      EditorState.readOnly.of(isReadOnly),
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
      EditorView.lineWrapping,
      lineNumbers(),
      highlightActiveLine(),
      bracketMatching(),
      history(),
      colours,
      theme,
      ...(isReadOnly ? [] : [linter(lint, { delay: PAUSE }), lintGutter()]),
      keymap.of([
        { key: 'Mod-s', preventDefault: true, run: save },
        ...defaultKeymap,
        ...historyKeymap,
        ...lintKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.sliceDoc());
      }),
    ],
  });
  return new EditorView({ state, parent: root, root });
}

/** Goes to a place: its line in the middle, the caret on it. */
export function goTo(view: EditorView, fault: ScriptFault) {
  const { from } = placeOf(fault, view.state.doc);
  view.dispatch({
    selection: { anchor: from },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  });
  view.focus();
}

/** The server may name a place behind the end: it counts the line that is not there yet. */
function placeOf({ line, column, start, end }: ScriptFault, doc: Text) {
  const { from: begin, to: last } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const from = Math.min(begin + Math.max(column - 1, 0), last);
  const length = start === undefined || end === undefined ? last - from : end - start;
  return { from, to: Math.min(Math.max(from + length, from), last) };
}

const hasOnlyCrLf = (source: string) => source.includes('\r\n') && !/(^|[^\r])\n/.test(source);

const theme = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'var(--pane)',
    fontSize: '13px',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    lineHeight: '20px',
    minBlockSize: '220px',
    maxBlockSize: '60vh',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--ink)', paddingBlock: '8px' },
  '.cm-cursor': { borderInlineStartColor: 'var(--ink)' },
  '.cm-gutters': {
    color: 'var(--ink-3)',
    backgroundColor: 'var(--ground)',
    borderInlineEnd: '1px solid var(--line)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--selected)', outline: '1px solid var(--accent)' },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--pane)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
  },
  '.cm-diagnostic-error': { borderInlineStartColor: 'var(--danger)' },
  '.cm-lint-marker-error': { content: '"●"', color: 'var(--danger)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--danger)',
  },
  '.sieve-keyword': { color: 'var(--accent)', fontWeight: '600' },
  '.sieve-text': { color: 'var(--warn)' },
  '.sieve-tag': { color: 'var(--ink)', fontStyle: 'italic' },
  '.sieve-number': { color: 'var(--ink)', fontWeight: '600' },
  '.sieve-comment': { color: 'var(--ink-3)' },
});
