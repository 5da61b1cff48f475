import type { EditorView } from '@codemirror/view';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type ScriptFault, writeScript } from '../../../shared/filters.ts';
import { ApiError, call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import { toast } from '../../ui/toasts.ts';
import { DiscardQuestion } from './DiscardQuestion.tsx';
import styles from './Filters.module.css';
import { readFiltersAgain, scriptQuery } from './filters.ts';
import { isCode, NotProven, withProof } from './proof.ts';
import { ScriptConflict } from './ScriptConflict.tsx';
import { ScriptFaults } from './ScriptFaults.tsx';
import { ScriptVersions } from './ScriptVersions.tsx';
import { keepScript, keptScript, type Script } from './script-draft.ts';
import { findFaults } from './script-faults.ts';

const ScriptEditor = later(() => import('./ScriptEditor.tsx'));

/** All of it as the text that the server runs, for those who write Sieve themselves. */
export function ScriptTab({ extensions }: { extensions: string[] }) {
  const t = useT();
  const { data, error, refetch } = useQuery(scriptQuery);
  const [draft, setDraft] = useState(keptScript);
  const [faults, setFaults] = useState<ScriptFault[] | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Script | null>(null);
  const [restored, setRestored] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [edition, setEdition] = useState(0);
  const view = useRef<EditorView | null>(null);
  const base = draft?.base ?? data;
  const text = draft?.text ?? data?.source ?? '';
  const isChanged = draft !== null && draft.text !== draft.base.source;
  useLeaveWarning(isChanged);

  const change = (next: typeof draft) => {
    keepScript(next);
    setDraft(next);
  };
  /** The editor begins again with what is on the server. */
  const begin = (script?: Script) => {
    change(null);
    setTrouble(null);
    setConflict(null);
    if (script) queryClient.setQueryData(scriptQuery.queryKey, script);
    setEdition((before) => before + 1);
  };
  const save = async (source: string, version = base?.version ?? '') => {
    setBusy(true);
    setTrouble(null);
    try {
      const script = await withProof((password) =>
        call(writeScript, { version, source, ...(password && { password }) }),
      );
      begin(script);
      toast(t('script-saved'));
      void readFiltersAgain();
    } catch (refused) {
      if (isCode(refused, 'script-changed')) setConflict((await refetch()).data ?? null);
      else if (!(refused instanceof NotProven)) setTrouble(refused);
      if (refused instanceof ApiError && Array.isArray(refused.details.faults))
        setFaults(refused.details.faults as ScriptFault[]);
    } finally {
      setBusy(false);
    }
  };
  const restore = (source: string) => (isChanged ? setRestored(source) : void save(source));

  if (error && !data) return <p role="alert">{sentenceOf(error, t)}</p>;
  if (!base) return <p className={styles.hint}>{t('loading')}</p>;
  return (
    <div className={styles.tab}>
      <p className={styles.intro}>{t('script-intro')}</p>
      <ScriptEditor
        key={`${edition} ${base.version}`}
        label={t('script')}
        source={text}
        view={view}
        onChange={(next) => change({ base, text: next })}
        onSave={() => void save(text)}
        findFaults={async (source) => {
          const found = await findFaults(source, extensions);
          setFaults(found);
          return found;
        }}
      />
      <p className={styles.hint}>{t('script-keys')}</p>
      <ScriptFaults faults={faults} view={view} />
      {trouble !== null && (
        <p role="alert" className={styles.error}>
          {sentenceOf(trouble, t)}
        </p>
      )}
      <Actions>
        {isChanged && <Button onClick={() => begin()}>{t('script-discard')}</Button>}
        <Button look="primary" disabled={!isChanged || isBusy} onClick={() => void save(text)}>
          {t('script-save')}
        </Button>
      </Actions>
      <ScriptVersions onRestore={restore} />
      {conflict && (
        <ScriptConflict
          mine={text}
          theirs={conflict.source}
          onMine={() => void save(text, conflict.version)}
          onTheirs={() => begin(conflict)}
          onClose={() => setConflict(null)}
        />
      )}
      {restored !== null && (
        <DiscardQuestion
          onStay={() => setRestored(null)}
          onLeave={() => {
            setRestored(null);
            void save(restored);
          }}
        />
      )}
    </div>
  );
}

/** The browser asks before it closes a page with words that are nowhere else. */
function useLeaveWarning(isNeeded: boolean) {
  useEffect(() => {
    if (!isNeeded) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', hold);
    return () => removeEventListener('beforeunload', hold);
  }, [isNeeded]);
}
