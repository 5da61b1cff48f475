import Bold from 'lucide-react/icons/bold';
import Code from 'lucide-react/icons/code';
import Image from 'lucide-react/icons/image';
import Italic from 'lucide-react/icons/italic';
import Link from 'lucide-react/icons/link';
import List from 'lucide-react/icons/list';
import Outdent from 'lucide-react/icons/list-indent-decrease';
import Indent from 'lucide-react/icons/list-indent-increase';
import ListOrdered from 'lucide-react/icons/list-ordered';
import Redo from 'lucide-react/icons/redo-2';
import RemoveFormatting from 'lucide-react/icons/remove-formatting';
import Strikethrough from 'lucide-react/icons/strikethrough';
import Quote from 'lucide-react/icons/text-quote';
import Underline from 'lucide-react/icons/underline';
import Undo from 'lucide-react/icons/undo-2';
import { type RefObject, useRef } from 'react';
import type Squire from 'squire-rte';
import { useT } from '../../../i18n/i18n.tsx';
import { ColourMenu } from './ColourMenu.tsx';
import { PlainSwitch } from './PlainSwitch.tsx';
import { StyleMenu } from './StyleMenu.tsx';
import { useEditorState } from './state.ts';
import { TableMenu } from './TableMenu.tsx';
import { Divider, Tool } from './Tool.tsx';
import styles from './Tools.module.css';
import { useRoving } from './useRoving.ts';

interface Props {
  ref: RefObject<HTMLDivElement | null>;
  editor: Squire | null;
  onLink(): void;
  onPictures(files: File[]): void;
  onPlain(): void;
}

const SIZE = 16;

/** What can be done with the words of a rich letter: one stop of the keyboard, one row on a phone. */
export function EditorTools({ ref, editor, onLink, onPictures, onPlain }: Props) {
  const t = useT();
  const state = useEditorState(editor);
  const picker = useRef<HTMLInputElement>(null);
  const roving = useRoving(ref, () => editor?.focus());
  const turn = (isOn: boolean, on: (it: Squire) => void, off: (it: Squire) => void) => () =>
    editor && (isOn ? off : on)(editor);
  const isInList = state.bullets || state.numbers;

  return (
    <div ref={ref} role="toolbar" aria-label={t('tools')} className={styles.tools} {...roving}>
      <Tool
        label={t('tool-bold')}
        keys="B"
        isOn={state.bold}
        icon={<Bold size={SIZE} aria-hidden />}
        act={turn(
          state.bold,
          (it) => it.bold(),
          (it) => it.removeBold(),
        )}
      />
      <Tool
        label={t('tool-italic')}
        keys="I"
        isOn={state.italic}
        icon={<Italic size={SIZE} aria-hidden />}
        act={turn(
          state.italic,
          (it) => it.italic(),
          (it) => it.removeItalic(),
        )}
      />
      <Tool
        label={t('tool-underline')}
        keys="U"
        isOn={state.underline}
        icon={<Underline size={SIZE} aria-hidden />}
        act={turn(
          state.underline,
          (it) => it.underline(),
          (it) => it.removeUnderline(),
        )}
      />
      <StyleMenu editor={editor} state={state} />
      <ColourMenu editor={editor} kind="text" />
      <ColourMenu editor={editor} kind="ground" />
      <Divider />
      <Tool
        label={t('tool-bullets')}
        keys="Shift+8"
        isOn={state.bullets}
        icon={<List size={SIZE} aria-hidden />}
        act={turn(
          state.bullets,
          (it) => it.makeUnorderedList(),
          (it) => it.removeList(),
        )}
      />
      <Tool
        label={t('tool-numbers')}
        keys="Shift+7"
        isOn={state.numbers}
        icon={<ListOrdered size={SIZE} aria-hidden />}
        act={turn(
          state.numbers,
          (it) => it.makeOrderedList(),
          (it) => it.removeList(),
        )}
      />
      <Tool
        label={t('tool-outdent')}
        keys="["
        disabled={!isInList && !state.quote}
        icon={<Outdent size={SIZE} aria-hidden />}
        act={turn(
          isInList,
          (it) => it.decreaseQuoteLevel(),
          (it) => it.decreaseListLevel(),
        )}
      />
      <Tool
        label={t('tool-indent')}
        keys="]"
        disabled={!isInList}
        icon={<Indent size={SIZE} aria-hidden />}
        act={() => editor?.increaseListLevel()}
      />
      <Tool
        label={t('tool-quote')}
        keys="Shift+9"
        isOn={state.quote}
        icon={<Quote size={SIZE} aria-hidden />}
        act={turn(
          state.quote,
          (it) => it.increaseQuoteLevel(),
          (it) => it.decreaseQuoteLevel(),
        )}
      />
      <Divider />
      <Tool
        label={t('tool-link')}
        keys="K"
        isOn={state.link}
        opens="dialog"
        icon={<Link size={SIZE} aria-hidden />}
        act={onLink}
      />
      <Tool
        label={t('tool-picture')}
        icon={<Image size={SIZE} aria-hidden />}
        act={() => picker.current?.click()}
      />
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        hidden
        aria-label={t('tool-picture')}
        onChange={({ currentTarget }) => {
          onPictures([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <TableMenu editor={editor} inTable={state.inTable} />
      <Divider />
      <Tool
        label={t('tool-strike')}
        keys="Shift+X"
        isOn={state.strike}
        icon={<Strikethrough size={SIZE} aria-hidden />}
        act={turn(
          state.strike,
          (it) => it.strikethrough(),
          (it) => it.removeStrikethrough(),
        )}
      />
      <Tool
        label={t('tool-code')}
        keys="D"
        isOn={state.code}
        icon={<Code size={SIZE} aria-hidden />}
        act={() => editor?.toggleCode()}
      />
      <Tool
        label={t('tool-clear')}
        keys="\"
        icon={<RemoveFormatting size={SIZE} aria-hidden />}
        act={() => editor?.removeAllFormatting()}
      />
      <Divider />
      <Tool
        label={t('tool-undo')}
        keys="Z"
        disabled={!state.canUndo}
        icon={<Undo size={SIZE} aria-hidden />}
        act={() => editor?.undo()}
      />
      <Tool
        label={t('tool-redo')}
        keys="Y"
        disabled={!state.canRedo}
        icon={<Redo size={SIZE} aria-hidden />}
        act={() => editor?.redo()}
      />
      <span className={styles.spring} />
      <PlainSwitch isPlain={false} onSwitch={onPlain} />
    </div>
  );
}
