import { useT } from '../../i18n/i18n.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { MailLinksChoice } from '../compose/MailLinksChoice.tsx';
import { useChoose, usePreferences } from './preferences.ts';

export function GeneralPanel() {
  const t = useT();
  const preferences = usePreferences();
  const choose = useChoose();
  return (
    <>
      <Choices
        label={t('language')}
        value={preferences.language ?? 'browser'}
        options={[
          { value: 'browser', label: t('language-browser') },
          { value: 'en', label: 'English' },
          { value: 'fr', label: 'Français' },
        ]}
        onChoose={(value) =>
          choose.mutate({ ...preferences, language: value === 'browser' ? null : value })
        }
      />
      <Choices
        label={t('conversations')}
        value={preferences.conversations ? 'on' : 'off'}
        options={[
          { value: 'on', label: t('conversations-on') },
          { value: 'off', label: t('conversations-off') },
        ]}
        onChoose={(value) => choose.mutate({ ...preferences, conversations: value === 'on' })}
      />
      <Choices
        label={t('write-letters')}
        value={preferences.plainText ? 'plain' : 'rich'}
        options={(['rich', 'plain'] as const).map((value) => ({
          value,
          label: t(`write-${value}`),
        }))}
        onChoose={(value) => choose.mutate({ ...preferences, plainText: value === 'plain' })}
      />
      <Choices
        label={t('undo-send')}
        value={preferences.undoSend}
        options={(['5', '10', '20', '30', 'off'] as const).map((value) => ({
          value,
          label:
            value === 'off' ? t('undo-send-off') : t('undo-send-seconds', { count: Number(value) }),
        }))}
        onChoose={(undoSend) => choose.mutate({ ...preferences, undoSend })}
      />
      <Choices
        label={t('mark-read-when')}
        value={preferences.markRead}
        options={(['now', '2s', '5s', 'never'] as const).map((value) => ({
          value,
          label: t(`mark-read-${value}`),
        }))}
        onChoose={(markRead) => choose.mutate({ ...preferences, markRead })}
      />
      <Choices
        label={t('contacts-collect')}
        value={preferences.collectContacts ? 'on' : 'off'}
        options={[
          { value: 'on', label: t('contacts-collect-on') },
          { value: 'off', label: t('contacts-collect-off') },
        ]}
        onChoose={(value) => choose.mutate({ ...preferences, collectContacts: value === 'on' })}
      />
      <MailLinksChoice />
    </>
  );
}
