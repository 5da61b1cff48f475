import Play from 'lucide-react/icons/play';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import type { Retention, RetentionRule } from '../../../shared/retention.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { type Translate, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { later } from '../../ui/later.tsx';
import { SubPage } from '../clean-up/SubPage.tsx';
import { type Draft, emptyDraft, toDraft } from './draft.ts';
import { Presets } from './Presets.tsx';
import styles from './Retention.module.css';
import { RuleLine } from './RuleLine.tsx';
import { runNow, switchReminder, useRetention } from './retention.ts';
import { madeName } from './words.ts';

const RuleDialog = later(() => import('./RuleDialog.tsx'));

interface Edited {
  draft: Draft;
  /** The rule that is changed; undefined = a new one. */
  rule?: RetentionRule;
  /** Whether it works once it is kept. */
  on: boolean;
}

/** Rules by which mail goes when its time is over. */
export default function RulesPage() {
  const t = useT();
  const { data, error, refetch } = useRetention();
  const [edited, setEdited] = useState<Edited | null>(null);
  return (
    <SubPage title={t('storage-page-rules')} hint={t('retention-intro')}>
      {data ? (
        <Rules retention={data} onEdit={setEdited} />
      ) : error ? (
        <div role="alert">
          <p>{sentenceOf(error, t)}</p>
          <Button onClick={() => void refetch()}>{t('retry')}</Button>
        </div>
      ) : (
        <p role="status">{t('loading')}</p>
      )}
      {edited && (
        <RuleDialog
          {...edited}
          others={(data?.rules ?? []).filter(({ id }) => id !== edited.rule?.id)}
          onClose={() => setEdited(null)}
        />
      )}
    </SubPage>
  );
}

function Rules({ retention, onEdit }: { retention: Retention; onEdit(edited: Edited): void }) {
  const t = useT();
  const { rules, remind } = retention;
  return (
    <>
      {rules.length > 0 && (
        <>
          <NextRun retention={retention} />
          <ul aria-label={t('retention-list')} className={styles.list}>
            {rules.map((rule) => (
              <RuleLine
                key={rule.id}
                rule={rule}
                onEdit={(on) => onEdit({ rule, on, draft: draftOf(rule, t) })}
              />
            ))}
          </ul>
        </>
      )}
      <Presets rules={rules} onChoose={(draft) => onEdit({ draft, on: true })} />
      <div className={styles.buttons}>
        <Button
          look={rules.length ? 'normal' : 'primary'}
          icon={<Plus size={16} aria-hidden />}
          onClick={() => onEdit({ draft: emptyDraft(), on: true })}
        >
          {t('retention-new')}
        </Button>
      </div>
      {rules.length > 0 && (
        <label className={styles.check}>
          <input type="checkbox" checked={remind} onChange={() => void switchReminder(!remind)} />
          <span>
            {t('retention-remind')}
            <span className={styles.line}>{t('retention-remind-hint')}</span>
          </span>
        </label>
      )}
    </>
  );
}

/** A name that we made says how long: it is made anew when that changes. */
function draftOf(rule: RetentionRule, t: Translate): Draft {
  const draft = toDraft(rule);
  return rule.name === madeName(rule, t) ? { ...draft, name: '' } : draft;
}

/** When the rules run, and a way not to wait for it. */
function NextRun({ retention: { nextRun, running } }: { retention: Retention }) {
  const t = useT();
  const { long } = useFormats();
  const isDue = nextRun !== null && nextRun <= Date.now();
  const words = running
    ? t('retention-running')
    : nextRun === null
      ? t('retention-none-on')
      : isDue
        ? t('retention-next-soon')
        : t('retention-next', { date: long(nextRun) });
  return (
    <div className={styles.next}>
      <p role="status">{words}</p>
      {nextRun !== null && (
        <Button
          disabled={running}
          icon={<Play size={16} aria-hidden />}
          onClick={() => void runNow()}
        >
          {t('retention-run')}
        </Button>
      )}
    </div>
  );
}
