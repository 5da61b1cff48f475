import type { BasketLine } from '../../../shared/clean-up.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import type { Begin } from './useBegin.ts';
import { beginLabel } from './words.ts';

/** The button that names exactly what it does. */
export function BeginButton({ lines, begin }: { lines: BasketLine[]; begin: Begin }) {
  const t = useT();
  const formats = useFormats();
  const { preview, isBusy } = begin;
  if (!preview) return null;
  const { whole } = preview;
  // What cannot be put back looks like it.
  const look = lines.some(({ action }) => action === 'expunge') ? 'danger' : 'primary';
  return (
    <Button look={look} disabled={isBusy || whole.messages === 0} onClick={begin.begin}>
      {whole.messages ? beginLabel(lines, whole, t, formats) : t('clean-nothing')}
    </Button>
  );
}

/** Why the button did not do it. */
export function Refusal({ begin: { isChanged, refusal } }: { begin: Begin }) {
  const t = useT();
  if (isChanged) return <p role="alert">{t('error.clean-up-changed')}</p>;
  return refusal ? <p role="alert">{sentenceOf(refusal, t)}</p> : null;
}
