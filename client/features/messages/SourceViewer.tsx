import { sourceAddress } from '../../../shared/messages.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import Viewer from '../../ui/Viewer.tsx';
import { useRawSource } from './raw-source.ts';
import styles from './Source.module.css';

interface Props {
  folder: string;
  uid: number;
  onClose(): void;
}

const MOST = 500_000;

/** The message as it was received, as far as anyone reads it; the whole is a download away. */
export default function SourceViewer({ folder, uid, onClose }: Props) {
  const t = useT();
  const { bytes } = useFormats();
  const { text, isCut, isBroken } = useRawSource(folder, uid, MOST);
  return (
    <Viewer
      title={t('source-title')}
      note={isCut ? t('source-cut', { size: bytes(MOST) }) : undefined}
      closeLabel={t('close')}
      onClose={onClose}
      actions={
        <a className={styles.download} href={sourceAddress(folder, uid)} download>
          {t('download-source')}
        </a>
      }
    >
      {isBroken ? (
        <p className={styles.said}>{t('error.unavailable')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard
        <pre className={styles.source} tabIndex={0}>
          {text
            ? blocksOf(text).map((block, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a source only grows
                <span key={i} className={styles.block}>
                  {block}
                </span>
              ))
            : t('loading')}
        </pre>
      )}
    </Viewer>
  );
}

const BLOCK = 8000;

/** Pieces that end with a line: the browser lays out those in sight alone. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at + BLOCK) + 1;
    const end = lineEnd > 0 && lineEnd < at + 2 * BLOCK ? lineEnd : at + BLOCK;
    blocks.push(text.slice(at, end));
    at = end;
  }
  return blocks;
}
