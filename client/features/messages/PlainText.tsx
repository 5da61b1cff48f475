import { useMemo, useState } from 'react';
import type { TextBody } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import styles from './PlainText.module.css';
import { piecesOf, readPlainText, type TextBlock } from './plain-text.ts';

/** A quotation longer than this is folded: the reply is what people came for. */
const LONG_QUOTE = 12;
/** Deeper ones are drawn no further to the right. */
const MOST_STEPS = 6;

/** Plain text: text nodes only, links made of them (security S-9). */
export function PlainText({ body }: { body: TextBody }) {
  const blocks = useMemo(() => readPlainText(body.content, body), [body]);
  return (
    <div className={styles.text} data-message-body>
      {blocks.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
        <Block key={i} block={block} />
      ))}
    </div>
  );
}

function Block({ block: { depth, lines } }: { block: TextBlock }) {
  const t = useT();
  const [isOpen, setOpen] = useState(depth === 0 || lines.length <= LONG_QUOTE);
  if (depth === 0) return <Lines lines={lines} />;
  return (
    <blockquote
      className={`${styles.quote} ${styles[`depth${((depth - 1) % 3) + 1}`]}`}
      style={{ marginInlineStart: (Math.min(depth, MOST_STEPS) - 1) * 14 }}
    >
      {isOpen ? (
        <Lines lines={lines} />
      ) : (
        <button type="button" onClick={() => setOpen(true)}>
          {t('show-quote')}
        </button>
      )}
    </blockquote>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <p dir="auto">
      {piecesOf(lines).map(({ text, href }, i) =>
        href ? (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
            key={i}
            href={href}
            target="_blank"
            rel="noopener noreferrer"
            referrerPolicy="no-referrer"
          >
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </p>
  );
}
