import type { KeptRule } from '../../../shared/retention.ts';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { type Draft, PRESETS } from './draft.ts';
import styles from './Retention.module.css';

const NAMES = ['junk', 'trash', 'list', 'folder'] as const;

/** Rules that many people want. There is one Junk and one Trash: what has its rule is not offered again. */
export function Presets({ rules, onChoose }: { rules: KeptRule[]; onChoose(draft: Draft): void }) {
  const t = useT();
  const shown = NAMES.filter((name) =>
    rules.length ? !rules.some(({ place }) => place === name) && isPlaceName(name) : true,
  );
  if (!shown.length) return null;
  return (
    <section aria-label={t('retention-presets')} className={styles.presets}>
      {!rules.length && <p>{t('retention-empty')}</p>}
      <ul>
        {shown.map((name) => (
          <li key={name}>
            <div>
              <p className={styles.name}>{t(`retention-preset-${name}` as MessageId)}</p>
              <p className={styles.line}>{t(`retention-preset-${name}-hint` as MessageId)}</p>
            </div>
            <Button
              aria-label={t('retention-preset-use', {
                name: t(`retention-preset-${name}` as MessageId),
              })}
              onClick={() => onChoose(PRESETS[name])}
            >
              {t('retention-preset-begin')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const isPlaceName = (name: string) => name === 'junk' || name === 'trash';
