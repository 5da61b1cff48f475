import ArrowLeft from 'lucide-react/icons/arrow-left';
import Upload from 'lucide-react/icons/upload';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { Contact } from '../../../shared/contacts.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { toast } from '../../ui/toasts.ts';
import { askContactsAgain } from './contacts.ts';
import styles from './ImportPane.module.css';
import { ImportPreview } from './ImportPreview.tsx';
import { chosenOf, type OnKnown, type Planned } from './import-plan.ts';
import type { FileOfPeople } from './import-read.ts';
import { importPeople } from './import-run.ts';
import { offerUndo } from './undo.ts';

interface Props {
  all: Contact[];
  /** Who is in the address book is known: only then can it be said who is new. */
  isKnown: boolean;
  onClose(): void;
}

interface Progress {
  what: 'reading' | 'importing';
  /** From 0 to 1. */
  part: number;
  cancel(): void;
}

/** A file of people: chosen, looked at, and only then brought in. */
export function ImportPane({ all, isKnown, onClose }: Props) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<FileOfPeople | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const running = useRef<AbortController | null>(null);
  // Who leaves the page gives the import up, and it leaves nothing behind.
  useEffect(() => () => running.current?.abort(), []);

  const work = async (what: Progress['what'], act: (signal: AbortSignal) => Promise<void>) => {
    const control = new AbortController();
    running.current = control;
    setError(null);
    setProgress({ what, part: 0, cancel: () => control.abort() });
    try {
      await act(control.signal);
    } catch (trouble) {
      if (control.signal.aborted) toast(t('contacts-import-cancelled'));
      else setError(sentenceOf(trouble, t));
    } finally {
      setProgress(null);
    }
  };
  const tell = (part: number) => setProgress((now) => now && { ...now, part });
  const read = (files: File[]) =>
    work('reading', async (signal) => {
      const { MOST_BYTES, readPeople, textOfFile } = await import('./import-read.ts');
      const [one] = files;
      if (!one) return;
      if (one.size > MOST_BYTES) return setError(t('contacts-import-large'));
      const text = textOfFile(new Uint8Array(await one.arrayBuffer()));
      const found = await readPeople(text, signal, tell);
      if (found.people.length || found.table?.rows.length) setFile(found);
      else setError(t('contacts-import-empty', { name: one.name }));
    });
  const bring = (planned: Planned[], onKnown: OnKnown, group: string) =>
    work('importing', async (signal) => {
      const entries = chosenOf(planned, onKnown, group);
      const { change, added, completed } = await importPeople(entries, signal, (done) =>
        tell(done / entries.length),
      );
      offerUndo(t('contacts-imported', { added, completed }), change);
      running.current = null;
      onClose();
    }).finally(askContactsAgain);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void read([...event.dataTransfer.files]);
  };
  return (
    <section
      className={styles.import}
      aria-label={t('contacts-import')}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={styles.bar}>
        <IconButton
          label={t('contacts-back')}
          icon={<ArrowLeft size={20} aria-hidden />}
          onClick={onClose}
        />
        <h2>{t('contacts-import')}</h2>
      </div>
      {error && (
        <p role="alert" className={styles.wrong}>
          {error}
        </p>
      )}
      {progress ? (
        <div className={styles.progress} role="status">
          <label>
            {t(`contacts-${progress.what}`)}
            <progress value={progress.part} max={1} />
          </label>
          <Button onClick={progress.cancel}>{t('cancel')}</Button>
        </div>
      ) : file ? (
        <ImportPreview
          file={file}
          contacts={all}
          isKnown={isKnown}
          onChange={setFile}
          onImport={(...how) => void bring(...how)}
          onCancel={() => setFile(null)}
        />
      ) : (
        <div className={styles.choose}>
          <Upload size={36} strokeWidth={1.3} aria-hidden />
          <p>{t('contacts-import-intro')}</p>
          <Button look="primary" onClick={() => input.current?.click()}>
            {t('contacts-import-choose')}
          </Button>
        </div>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('contacts-import-choose')}
        accept=".vcf,.vcard,.csv,.tsv,.txt,text/vcard,text/csv"
        onChange={(event) => {
          void read([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </section>
  );
}
