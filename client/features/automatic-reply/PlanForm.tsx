import Plus from 'lucide-react/icons/plus';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import {
  type Absence,
  isOver,
  MOST_ABSENCES,
  type ReadyReply,
} from '../../../shared/automatic-reply.ts';
import { ApiError } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { AbsenceForm } from './AbsenceForm.tsx';
import { AbsenceList } from './AbsenceList.tsx';
import styles from './AutomaticReply.module.css';
import { useWriteReply } from './automatic-reply.ts';
import { ElsewhereNotice } from './ElsewhereNotice.tsx';
import { faultsOf } from './periods.ts';
import { usePlanDraft } from './plan-draft.ts';
import { ReplyPreview } from './ReplyPreview.tsx';
import { useMoment } from './useMoment.ts';
import { blankAbsence, moment, stateOf } from './words.ts';

/** The plan: the switch, the absences, and the one that is being written. */
export function PlanForm({ page }: { page: ReadyReply }) {
  const t = useT();
  const { locale } = useIntl();
  const [blank] = useState(() => blankAbsence(t));
  const draft = usePlanDraft(page, blank);
  const { plan, isDirty, hasConflict, version, change } = draft;
  const [chosen, setChosen] = useState<string | null>(null);
  const [showsFaults, setShowsFaults] = useState(false);
  const [wasSaved, setWasSaved] = useState(false);
  const write = useWriteReply(() => {
    draft.forget();
    setShowsFaults(false);
    setWasSaved(true);
  });
  useWarningAtExit(isDirty);
  const now = useMoment(plan.absences);
  const current =
    plan.absences.find(({ id }) => id === chosen) ??
    plan.absences.find((one) => !isOver(one, now)) ??
    plan.absences[0]!;

  const edit = (next: typeof plan) => {
    setWasSaved(false);
    write.reset();
    change(next);
  };
  const editCurrent = (part: Partial<Absence>) =>
    edit({
      ...plan,
      absences: plan.absences.map((one) => (one === current ? { ...one, ...part } : one)),
    });
  const add = () => {
    const one = blankAbsence(t);
    edit({ ...plan, absences: [...plan.absences, one] });
    setChosen(one.id);
  };
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const faulty = plan.enabled
      ? plan.absences.find((one) => !isOver(one, now) && faultsOf(one, page.addresses).length > 0)
      : undefined;
    setShowsFaults(faulty !== undefined);
    if (faulty) return setChosen(faulty.id);
    write.mutate({ ...plan, version });
  };
  const active = page.enabled
    ? page.absences.find((one) => stateOf(one, now) === 'now')
    : undefined;
  const isBlocked = page.elsewhere?.held === false;

  return (
    <form onSubmit={save} noValidate className={styles.form}>
      {page.elsewhere && <ElsewhereNotice {...page.elsewhere} />}
      <label className={styles.switch}>
        <input
          type="checkbox"
          role="switch"
          checked={plan.enabled}
          aria-checked={plan.enabled}
          disabled={isBlocked}
          onChange={(event) => edit({ ...plan, enabled: event.target.checked })}
        />
        {t('away-switch')}
      </label>
      <p className={styles.hint}>
        {!page.enabled
          ? t('away-state-off')
          : active
            ? active.end === null
              ? t('away-state-on')
              : t('away-state-until', { end: moment(active.end, { t, locale }) })
            : t('away-state-planned')}
      </p>
      {plan.absences.length > 1 && (
        <AbsenceList
          absences={plan.absences}
          current={current}
          enabled={plan.enabled}
          now={now}
          onChoose={setChosen}
          onDelete={(id) =>
            edit({ ...plan, absences: plan.absences.filter((one) => one.id !== id) })
          }
        />
      )}
      <AbsenceForm
        key={current.id}
        absence={current}
        page={page}
        among={plan.absences}
        now={now}
        showsFaults={showsFaults}
        onChange={editCurrent}
      />
      <ReplyPreview absence={current} address={page.addresses[0] ?? ''} />
      <div>
        <Button
          icon={<Plus size={16} aria-hidden />}
          disabled={plan.absences.length >= MOST_ABSENCES}
          onClick={add}
        >
          {t('away-add')}
        </Button>
      </div>
      <div className={styles.foot}>
        {hasConflict && (
          <div role="alert" className={styles.trouble}>
            <p>{t('away-conflict')}</p>
            <div className={styles.row}>
              <Button onClick={draft.keepMine}>{t('away-keep-mine')}</Button>
              <Button onClick={draft.forget}>{t('away-take-theirs')}</Button>
            </div>
          </div>
        )}
        {write.error && !isConflict(write.error) && (
          <p role="alert" className={styles.error}>
            {sentenceOf(write.error, t)} {t('away-nothing-lost')}
          </p>
        )}
        <div className={styles.row}>
          <Button
            type="submit"
            look="primary"
            disabled={write.isPending || hasConflict || !(isDirty || page.elsewhere?.held)}
          >
            {t('away-save')}
          </Button>
          {isDirty && (
            <Button
              look="plain"
              onClick={() => {
                draft.forget();
                setShowsFaults(false);
              }}
            >
              {t('away-discard')}
            </Button>
          )}
          <p role="status" className={styles.hint}>
            {write.isPending
              ? t('away-saving')
              : isDirty
                ? t('away-unsaved')
                : wasSaved && t('away-saved')}
          </p>
        </div>
      </div>
    </form>
  );
}

const isConflict = (error: Error) => error instanceof ApiError && error.code === 'script-changed';

/** The browser asks before the page is closed over what was not saved. */
function useWarningAtExit(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isDirty]);
}
