import { useState } from 'react';
import styles from './Avatar.module.css';

interface Props {
  /** Whose first letter stands where there is no picture. */
  name: string;
  /** Where the picture is; null = there is none. */
  picture: string | null;
  look?: 'row' | 'large';
}

/** Somebody's picture, or else the first letter of the name. The name itself always stands beside it. */
export function Avatar({ name, picture, look = 'row' }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span className={`${styles.avatar} ${styles[look]}`} aria-hidden>
      {picture && picture !== broken ? (
        <img src={picture} alt="" draggable={false} onError={() => setBroken(picture)} />
      ) : (
        ([...name.replace(/^[^\p{L}\p{N}]+/u, '')][0]?.toUpperCase() ?? '?')
      )}
    </span>
  );
}
