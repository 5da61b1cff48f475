import { useEffect } from 'react';
import { PageLinks } from './PageLinks.tsx';
import { SafeWins } from './SafeWins.tsx';
import { ScanLine } from './ScanLine.tsx';
import styles from './StorageHome.module.css';
import { StorageMaps } from './StorageMaps.tsx';
import { beginScan, useStorage } from './storage.ts';
import { UsedFigure } from './UsedFigure.tsx';

/** Where the space went, and safe ways to win it back. */
export default function StorageHome() {
  useFreshFigures();
  return (
    <div className={styles.home} data-wide>
      <UsedFigure />
      <SafeWins />
      <div className={styles.maps}>
        <ScanLine />
        <StorageMaps />
      </div>
      <PageLinks />
    </div>
  );
}

/** Each time the mailbox weighs something else, what changed of it is read. */
function useFreshFigures() {
  const { used = null, trash = null } = useStorage() ?? {};
  useEffect(() => {
    if (used === null && trash === null) return;
    // What is in the way is said where the figures would be.
    void beginScan().catch(() => {});
  }, [used, trash]);
}
