import type { Preferences } from '../../../shared/preferences.ts';
import { zoneName } from '../../i18n/clock.ts';
import { formatsFor } from '../../i18n/formats.ts';
import { currentLocale, type MessageId, type Translate, useT } from '../../i18n/i18n.tsx';
import { ownName } from '../../i18n/languages.ts';
import { labelOf } from '../folders/folders.ts';

interface Words<Value> {
  name: MessageId;
  of(value: Value, t: Translate): string;
}

const oneOf = <Value extends string>(prefix: string) => ({
  of: (value: Value, t: Translate) => t(`${prefix}-${value}` as MessageId),
});
const yesNo = (yes: MessageId, no: MessageId) => ({
  of: (value: boolean, t: Translate) => t(value ? yes : no),
});
const onOff = yesNo('switched-on', 'switched-off');

/** How each choice is called, and what is chosen. */
const words: { [Name in keyof Preferences]: Words<Preferences[Name]> } = {
  language: {
    name: 'language',
    of: (tag, t) => (tag === null ? t('language-browser') : ownName(tag)),
  },
  zone: { name: 'zone', of: (zone, t) => (zone === null ? t('language-browser') : zoneName(zone)) },
  clock: { name: 'clock', ...oneOf('clock') },
  firstScreen: {
    name: 'first-screen',
    of: (screen, t) =>
      typeof screen === 'string'
        ? t(screen === 'inbox' ? 'folder-inbox' : 'contacts')
        : labelOf(screen.folder, t),
  },
  shortcuts: { name: 'single-keys', ...yesNo('single-keys-on', 'single-keys-off') },
  theme: { name: 'theme', ...oneOf('theme') },
  density: { name: 'density', ...oneOf('density') },
  pane: { name: 'pane', ...oneOf('pane') },
  messageFont: { name: 'message-font', ...oneOf('message-font') },
  messageSize: { name: 'message-size', ...oneOf('message-size') },
  originalColours: { name: 'original-colours-long', ...onOff },
  fixedWidth: { name: 'fixed-width-long', ...onOff },
  conversations: { name: 'conversations', ...yesNo('conversations-on', 'conversations-off') },
  markRead: { name: 'mark-read-when', ...oneOf('mark-read') },
  remoteImages: { name: 'remote-default', ...oneOf('remote-default') },
  imagesFrom: { name: 'images-from', of: (sources, t) => sources.join(', ') || t('none-of-them') },
  undoSend: {
    name: 'undo-send',
    of: (seconds, t) =>
      seconds === 'off' ? t('undo-send-off') : t('undo-send-seconds', { count: Number(seconds) }),
  },
  plainText: { name: 'write-letters', ...yesNo('write-plain', 'write-rich') },
  collectContacts: {
    name: 'contacts-collect',
    ...yesNo('contacts-collect-on', 'contacts-collect-off'),
  },
  notifications: {
    name: 'settings-notifications',
    of: ({ which, shows, sound, quiet }, t) =>
      [
        t(`notify-which-${which}`),
        t(`notify-shows-${shows}`),
        ...(sound ? [t('notify-sound-on')] : []),
        ...(quiet ? [`${t('notify-quiet')} ${quiet.from}–${quiet.to}`] : []),
      ].join(', '),
  },
  storageGoal: {
    name: 'light-goal',
    of: (goal, t) =>
      goal === null ? t('light-goal-none') : formatsFor(currentLocale()).bytes(goal),
  },
  tags: {
    name: 'settings-tags',
    of: (tags, t) => tags.map(({ name }) => name).join(', ') || t('none-of-them'),
  },
};

/** Says in words what is chosen of each preference. */
export function usePreferenceWords() {
  const t = useT();
  return <Name extends keyof Preferences>(name: Name, value: Preferences[Name]) => ({
    name: t(words[name].name),
    value: words[name].of(value, t),
  });
}
