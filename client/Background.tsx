import { useManifest } from './features/app/useManifest.ts';
import { useWords } from './features/app/useWords.ts';
import { useWorker } from './features/app/useWorker.ts';
import { useNewMail } from './features/notifications/useNewMail.ts';

/** What goes on behind the screens, once there are rows in sight. */
export default function Background() {
  useWorker();
  useManifest();
  useWords();
  useNewMail();
  return null;
}
