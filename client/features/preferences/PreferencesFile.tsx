import { useRef, useState } from 'react';
import {
  differing,
  type FileRead,
  MOST_FILE_SIZE,
  readPreferencesFile,
  writePreferencesFile,
} from '../../../shared/preferences-file.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { toast } from '../../ui/toasts.ts';
import styles from './Panels.module.css';
import { currentPreferences } from './preferences.ts';

const ImportDialog = later(() => import('./ImportDialog.tsx'));

/** The choices as a file: to be kept, or taken to another installation. */
export function PreferencesFile() {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<FileRead | null>(null);
  const save = () => {
    const now = Date.now();
    const text = writePreferencesFile(currentPreferences(), now);
    const day = new Date(now).toISOString().slice(0, 10);
    saveFile(new Blob([text], { type: 'application/json' }), `sobre-${day}.json`);
  };
  const open = async (file: File | undefined) => {
    if (input.current) input.current.value = '';
    if (!file) return;
    const answer = await readFile(file);
    if ('chosen' in answer && !Object.keys(differing(answer.chosen, currentPreferences())).length) {
      setRead(null);
      toast(t(answer.unread.length ? 'choices-nothing-read' : 'choices-nothing-new'));
    } else setRead(answer);
  };
  return (
    <>
      <div className={styles.acts}>
        <Button onClick={save}>{t('preferences-save')}</Button>
        <Button onClick={() => input.current?.click()}>{t('preferences-open')}</Button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          aria-label={t('preferences-open')}
          onChange={({ target }) => void open(target.files?.[0])}
        />
      </div>
      {read && 'refusal' in read && (
        <p role="alert" className={styles.refusal}>
          {t(`choices-${read.refusal}`)}
        </p>
      )}
      {read && 'chosen' in read && <ImportDialog {...read} onClose={() => setRead(null)} />}
    </>
  );
}

/** A byte is at least half a character: what is too long is not even read. */
async function readFile(file: File): Promise<FileRead> {
  if (file.size > 4 * MOST_FILE_SIZE) return { refusal: 'too-large' };
  return readPreferencesFile(await file.text().catch(() => ''));
}
