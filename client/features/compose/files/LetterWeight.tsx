import { useFormats } from '../../../i18n/formats.ts';
import { useT } from '../../../i18n/i18n.tsx';
import type { Draft } from '../composing.ts';
import styles from './AttachedFiles.module.css';
import { useLetterLimit } from './letter-limit.ts';
import { isHeavy, weightOf } from './weight.ts';

/** What a heavy letter costs those who keep it, and whether the mail server takes it at all. */
export function LetterWeight({ draft }: { draft: Draft }) {
  const t = useT();
  const { bytes } = useFormats();
  const limit = useLetterLimit();
  const weight = weightOf(draft);
  const said = { weight: bytes(weight.bytes), limit: bytes(limit) };
  if (weight.bytes > limit)
    return (
      <p role="alert" className={styles.trouble}>
        {t('letter-too-heavy', said)}
      </p>
    );
  if (!isHeavy(weight)) return null;
  const together = { people: weight.people, total: bytes(weight.bytes * weight.people) };
  return (
    <p className={styles.note}>
      {weight.people > 1
        ? t('letter-weight-people', { ...said, ...together })
        : t('letter-weight', said)}
    </p>
  );
}
