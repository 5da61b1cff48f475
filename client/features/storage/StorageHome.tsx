import { StorageMeter } from './StorageMeter.tsx';

/** Where the space went, and safe ways to win it back. */
export function StorageHome() {
  return <StorageMeter />;
}
