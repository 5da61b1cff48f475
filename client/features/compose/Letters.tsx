import { useSyncExternalStore } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import Composer from './Composer.tsx';
import { type Draft, useComposing } from './composing.ts';
import { useSummons } from './keeping/summons.ts';
import styles from './Letters.module.css';
import { useLetterPlaces } from './useLetterPlaces.ts';

/** Pixels that a docked letter takes, with the gap beside it. */
const WIDTH = 616;
const EDGES = 40;

/** The letters that are being written, side by side; where there is no room they shrink to their titles. */
export default function Letters() {
  const { drafts } = useComposing();
  const room = useRoom();
  const { placeOf, fold, open, fill } = useLetterPlaces(drafts, room);
  useSummons(open);
  if (!drafts.length) return null;
  return (
    <div className={styles.letters}>
      {drafts.map((draft) => {
        const place = placeOf(draft.id);
        if (place === 'folded')
          return (
            <Title key={draft.sheet ?? draft.id} draft={draft} onOpen={() => open(draft.id)} />
          );
        return (
          <Composer
            key={draft.sheet ?? draft.id}
            draft={draft}
            layout={place}
            onFold={() => fold(draft.id)}
            onFill={(full) => fill(full ? draft.id : null)}
            onUse={() => open(draft.id)}
          />
        );
      })}
    </div>
  );
}

function Title({ draft: { id, subject }, onOpen }: { draft: Draft; onOpen(): void }) {
  const t = useT();
  const title = subject || t('new-message');
  return (
    <button
      type="button"
      data-letter={id}
      className={styles.title}
      title={title}
      aria-label={t('letter-unfold', { title })}
      onClick={onOpen}
    >
      {title}
    </button>
  );
}

/** How many letters fit beside each other. */
const useRoom = () =>
  useSyncExternalStore(
    (listener) => {
      addEventListener('resize', listener);
      return () => removeEventListener('resize', listener);
    },
    () => Math.max(1, Math.floor((innerWidth - EDGES) / WIDTH)),
  );
