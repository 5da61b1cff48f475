import Bold from 'lucide-react/icons/bold';
import ImagePlus from 'lucide-react/icons/image-plus';
import Italic from 'lucide-react/icons/italic';
import Link from 'lucide-react/icons/link';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import Squire from 'squire-rte';
import { useT } from '../../i18n/i18n.tsx';
import { IconButton } from '../../ui/Button.tsx';
import styles from './Identities.module.css';
import { cleanSignature, signatureHtml } from './signature-html.ts';

interface Props {
  html: string;
  onChange(html: string): void;
  /** What cannot be done, in words; null = nothing is wrong any more. */
  onTrouble(sentence: string | null): void;
}

/** Bytes of a picture: it travels with every letter. */
const LARGEST_PICTURE = 100_000;
const KINDS = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** A few rich words, with a link and a picture. */
export function SignatureEditor({ html, onChange, onTrouble }: Props) {
  const t = useT();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [editor, setEditor] = useState<Squire | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const first = useRef(html);
  const changed = useRef(onChange);
  changed.current = onChange;

  useEffect(() => {
    const element = root.current!;
    const made = new Squire(element, { sanitizeToDOMFragment: (text) => cleanSignature(text) });
    made.setHTML(first.current);
    const say = () => changed.current(signatureHtml(element));
    made.addEventListener('input', say);
    setEditor(made);
    return () => made.destroy();
  }, []);

  const toggle = (tag: 'B' | 'I') => {
    if (!editor) return;
    if (tag === 'B') editor.hasFormat('B') ? editor.removeBold() : editor.bold();
    else editor.hasFormat('I') ? editor.removeItalic() : editor.italic();
    editor.focus();
  };
  const putLink = () => {
    const address = (link ?? '').trim();
    setLink(null);
    if (!editor) return;
    if (!address) editor.removeLink();
    else editor.makeLink(/^[a-z]+:/i.test(address) ? address : `https://${address}`);
    editor.focus();
  };
  const putPicture = async (file: File | undefined) => {
    if (!file || !editor) return;
    if (!KINDS.includes(file.type)) return onTrouble(t('signature-picture-kind'));
    if (file.size > LARGEST_PICTURE) return onTrouble(t('signature-picture-large'));
    onTrouble(null);
    editor.focus();
    editor.insertImage(await dataAddress(file), { alt: file.name.replace(/\.\w+$/, '') });
  };
  const button = (label: string, icon: ReactNode, act: () => void) => (
    <IconButton
      label={label}
      icon={icon}
      // The place in the words is kept.
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    />
  );
  return (
    <div className={styles.editor}>
      <span id={id} className={styles.label}>
        {t('signature')}
      </span>
      <div role="toolbar" aria-label={t('signature-tools')} className={styles.tools}>
        {button(t('bold'), <Bold size={16} aria-hidden />, () => toggle('B'))}
        {button(t('italic'), <Italic size={16} aria-hidden />, () => toggle('I'))}
        {button(t('link'), <Link size={16} aria-hidden />, () =>
          setLink(link === null ? '' : null),
        )}
        {button(t('picture'), <ImagePlus size={16} aria-hidden />, () => picker.current?.click())}
        <input
          ref={picker}
          type="file"
          hidden
          accept={KINDS.join(',')}
          onChange={(event) => {
            void putPicture(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      {link !== null && (
        <div className={styles.link}>
          <input
            type="url"
            aria-label={t('link-address')}
            placeholder="https://"
            // biome-ignore lint/a11y/noAutofocus: it was asked for by its button
            autoFocus
            value={link}
            onChange={(event) => setLink(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') {
                event.preventDefault();
                putLink();
              }
              if (event.key === 'Escape') {
                event.stopPropagation();
                setLink(null);
              }
            }}
          />
          <button type="button" onClick={putLink}>
            {t('link-put')}
          </button>
        </div>
      )}
      <div
        ref={root}
        role="textbox"
        aria-multiline
        aria-labelledby={id}
        tabIndex={0}
        className={styles.words}
      />
    </div>
  );
}

function dataAddress(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
