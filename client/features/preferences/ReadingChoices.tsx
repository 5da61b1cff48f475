import { useT } from '../../i18n/i18n.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { useChoose, usePreferences } from './preferences.ts';

/** How single messages are shown: the same switches stand above them. */
export function ReadingChoices() {
  const t = useT();
  const { originalColours, fixedWidth } = usePreferences();
  const choose = useChoose();
  return (
    <Checks
      label={t('messages')}
      options={[
        {
          label: t('original-colours-long'),
          checked: originalColours,
          onChange: (checked) => choose.mutate({ originalColours: checked }),
        },
        {
          label: t('fixed-width-long'),
          checked: fixedWidth,
          onChange: (checked) => choose.mutate({ fixedWidth: checked }),
        },
      ]}
    />
  );
}
