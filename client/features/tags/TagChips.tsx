import type { Tag } from '../../../shared/tags.ts';
import styles from './Tags.module.css';

const MOST = 3;

/** Tags of a row, small. The row's own name says them to those who listen. */
export function TagChips({ tags }: { tags: Tag[] }) {
  return (
    <>
      {tags.slice(0, MOST).map(({ keyword, name, colour }) => (
        <span key={keyword} className={`${styles.chip} ${styles[colour]}`} aria-hidden>
          <bdi>{name}</bdi>
        </span>
      ))}
      {tags.length > MOST && (
        <span className={`${styles.chip} ${styles.grey}`} aria-hidden>
          +{tags.length - MOST}
        </span>
      )}
    </>
  );
}

export const TagDot = ({ colour }: Pick<Tag, 'colour'>) => (
  <span className={`${styles.dot} ${styles[colour]}`} aria-hidden />
);
