import { useT } from '../../i18n/i18n.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { useChoose, usePreferences } from './preferences.ts';
import { ReadingChoices } from './ReadingChoices.tsx';

export function AppearancePanel() {
  const t = useT();
  const preferences = usePreferences();
  const choose = useChoose();
  return (
    <>
      <Choices
        label={t('theme')}
        value={preferences.theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          label: t(`theme-${value}`),
        }))}
        onChoose={(theme) => choose.mutate({ ...preferences, theme })}
      />
      <Choices
        label={t('density')}
        value={preferences.density}
        options={(['comfortable', 'compact'] as const).map((value) => ({
          value,
          label: t(`density-${value}`),
        }))}
        onChoose={(density) => choose.mutate({ ...preferences, density })}
      />
      <ReadingChoices />
    </>
  );
}
