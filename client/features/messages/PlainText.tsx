import { type CSSProperties, type ReactNode, useId, useMemo, useState } from 'react';
import type { TextBody } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { type Letters, lettersOf } from './letters.ts';
import styles from './PlainText.module.css';
import {
  beginningOf,
  piecesOf,
  readPlainText,
  splitSignature,
  type TextBlock,
} from './plain-text.ts';

/** A quotation longer than this is folded: the reply is what people came for. */
const LONG_QUOTE = 12;
/** A signature of more lines than name, place and telephone. */
const LONG_SIGNATURE = 6;
/** Deeper ones are drawn no further to the right. */
const MOST_STEPS = 6;

interface Props {
  body: TextBody;
  isFixed?: boolean;
  letters?: Letters;
}

/** Plain text: text nodes only, links made of them (security S-9). */
export function PlainText({ body, isFixed = false, letters = lettersOf() }: Props) {
  const { family, size, line } = letters;
  const t = useT();
  const [steps, setSteps] = useState(1);
  const { text, signature, hasMore } = useMemo(() => {
    const shown = beginningOf(body.content, steps);
    const blocks = readPlainText(shown.text, body);
    // Where the end is not in sight, nothing is known to be the signature.
    const parts = shown.hasMore ? { text: blocks, signature: [] } : splitSignature(blocks);
    return { ...parts, hasMore: shown.hasMore };
  }, [body, steps]);
  return (
    <div
      role="document"
      aria-label={t('message-body')}
      className={isFixed ? styles.fixed : styles.text}
      style={
        {
          '--letters': family,
          fontSize: isFixed ? 0.9 * size : size,
          lineHeight: `${line}px`,
        } as CSSProperties
      }
      data-message-body
    >
      {text.map((block, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
        <Block key={i} block={block} />
      ))}
      {signature.length > 0 && <Signature lines={signature} />}
      {hasMore && (
        <div className={styles.signature}>
          <button type="button" onClick={() => setSteps(steps + 1)}>
            {t('show-more-text')}
          </button>
        </div>
      )}
    </div>
  );
}

function Block({ block: { depth, lines } }: { block: TextBlock }) {
  const t = useT();
  if (depth === 0) return <Lines lines={lines} />;
  return (
    <blockquote
      className={`${styles.quote} ${styles[`depth${((depth - 1) % 3) + 1}`]}`}
      style={{ marginInlineStart: (Math.min(depth, MOST_STEPS) - 1) * 14 }}
    >
      <Fold
        isLong={lines.length > LONG_QUOTE}
        words={{ show: t('show-quote'), hide: t('hide-quote') }}
      >
        <Lines lines={lines} />
      </Fold>
    </blockquote>
  );
}

function Signature({ lines }: { lines: string[] }) {
  const t = useT();
  return (
    <div className={styles.signature}>
      <Fold
        isLong={lines.length > LONG_SIGNATURE}
        words={{ show: t('show-signature'), hide: t('hide-signature') }}
      >
        <Lines lines={lines} />
      </Fold>
    </div>
  );
}

/** What is long waits behind a button; what is short is simply there. */
function Fold({
  isLong,
  words,
  children,
}: {
  isLong: boolean;
  words: { show: string; hide: string };
  children: ReactNode;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  if (!isLong) return children;
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? words.hide : words.show}
      </button>
      {isOpen && <div id={id}>{children}</div>}
    </>
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
