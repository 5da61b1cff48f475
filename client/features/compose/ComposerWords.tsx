import Ellipsis from 'lucide-react/icons/ellipsis';
import { useRef, useState } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { later } from '../../ui/later.tsx';
import { toast } from '../../ui/toasts.ts';
import styles from './ComposerWords.module.css';
import { changeDraft, type Draft } from './composing.ts';
import { PlainWords } from './PlainWords.tsx';

const RichWords = later(() => import('./editor/RichWords.tsx'));
// On its way with the composer: the first key that is pressed finds it.
void RichWords.preload().catch(() => {});

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
}

/** What the letter says: rich text with its tools and the original folded below, or plain text. */
export function ComposerWords({ draft, change }: Props) {
  const t = useT();
  const [trouble, setTrouble] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);

  const switchMode = async () => {
    const mode = await import('./mode.ts');
    if (draft.html === null) return change(mode.asRich(draft));
    const { id, html, text, quote } = draft;
    const loses = mode.hasFormatting(draft);
    change(mode.asPlain(draft));
    if (!loses) return;
    const undo = () => changeDraft(id, { html, text, quote });
    toast(t('made-plain'), { action: { label: t('undo'), act: undo } });
  };

  if (draft.html === null)
    return <PlainWords draft={draft} change={change} onRich={() => void switchMode()} />;
  return (
    <div ref={place} className={styles.words}>
      <RichWords
        draft={draft}
        change={change}
        onPlain={() => void switchMode()}
        onTrouble={setTrouble}
      />
      {draft.quote !== null && (
        <div className={styles.fold}>
          <button
            type="button"
            aria-label={t('show-quote')}
            title={t('show-quote')}
            aria-expanded={false}
            onClick={() => {
              change({ html: (draft.html ?? '') + (draft.quote ?? ''), quote: null });
              place.current?.querySelector<HTMLElement>('[role=textbox]')?.focus();
            }}
          >
            <Ellipsis size={16} aria-hidden /> {t('show-quote')}
          </button>
        </div>
      )}
      {trouble && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
    </div>
  );
}
