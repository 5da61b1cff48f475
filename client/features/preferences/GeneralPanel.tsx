import { useT } from '../../i18n/i18n.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Section } from '../../ui/Section.tsx';
import { MailLinksChoice } from '../compose/MailLinksChoice.tsx';
import { DeviceData } from './DeviceData.tsx';
import { FirstScreenChoice } from './FirstScreenChoice.tsx';
import { KeyboardChoice } from './KeyboardChoice.tsx';
import { LanguageChoices } from './LanguageChoices.tsx';
import styles from './Panels.module.css';
import { PreferencesFile } from './PreferencesFile.tsx';
import { useChoose, usePreferences } from './preferences.ts';

export function GeneralPanel() {
  const t = useT();
  const preferences = usePreferences();
  const choose = useChoose();
  return (
    <>
      <Section title={t('section-language')}>
        <LanguageChoices />
      </Section>
      <Section title={t('section-reading')}>
        <FirstScreenChoice />
        <Choices
          label={t('conversations')}
          value={preferences.conversations ? 'on' : 'off'}
          options={[
            { value: 'on', label: t('conversations-on') },
            { value: 'off', label: t('conversations-off') },
          ]}
          onChoose={(value) => choose.mutate({ conversations: value === 'on' })}
        />
        <Choices
          label={t('mark-read-when')}
          value={preferences.markRead}
          options={(['now', '2s', '5s', 'never'] as const).map((value) => ({
            value,
            label: t(`mark-read-${value}`),
          }))}
          onChoose={(markRead) => choose.mutate({ markRead })}
        />
      </Section>
      <Section title={t('section-writing')}>
        <Choices
          label={t('write-letters')}
          value={preferences.plainText ? 'plain' : 'rich'}
          options={(['rich', 'plain'] as const).map((value) => ({
            value,
            label: t(`write-${value}`),
          }))}
          onChoose={(value) => choose.mutate({ plainText: value === 'plain' })}
        />
        <Choices
          label={t('undo-send')}
          value={preferences.undoSend}
          options={(['5', '10', '20', '30', 'off'] as const).map((value) => ({
            value,
            label:
              value === 'off'
                ? t('undo-send-off')
                : t('undo-send-seconds', { count: Number(value) }),
          }))}
          onChoose={(undoSend) => choose.mutate({ undoSend })}
        />
        <Choices
          label={t('contacts-collect')}
          value={preferences.collectContacts ? 'on' : 'off'}
          options={[
            { value: 'on', label: t('contacts-collect-on') },
            { value: 'off', label: t('contacts-collect-off') },
          ]}
          onChoose={(value) => choose.mutate({ collectContacts: value === 'on' })}
        />
        <MailLinksChoice />
      </Section>
      <Section title={t('shortcuts')}>
        <KeyboardChoice />
      </Section>
      <Section title={t('section-file')} hint={t('section-file-hint')}>
        <PreferencesFile />
      </Section>
      <Section title={t('section-device')} hint={t('section-device-hint')}>
        <DeviceData />
      </Section>
      <div className={styles.end} />
    </>
  );
}
