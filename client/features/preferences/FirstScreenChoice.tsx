import type { FirstScreen } from '../../../shared/preferences.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Field } from '../../ui/Field.tsx';
import { folderLabel, useFolders } from '../folders/folders.ts';
import { useChoose, usePreferences } from './preferences.ts';

const FOLDER = 'folder:';
const toValue = (screen: FirstScreen) =>
  typeof screen === 'string' ? screen : FOLDER + screen.folder;

/** What the mail opens with. */
export function FirstScreenChoice() {
  const t = useT();
  const { firstScreen } = usePreferences();
  const choose = useChoose();
  const folders = (useFolders() ?? []).filter(
    ({ specialUse, selectable }) => selectable && specialUse !== 'inbox',
  );
  const chosen = toValue(firstScreen);
  const isThere =
    typeof firstScreen === 'string' || folders.some(({ path }) => path === firstScreen.folder);
  return (
    <Field
      as="select"
      label={t('first-screen')}
      value={chosen}
      onChange={({ target: { value } }) =>
        choose.mutate({
          firstScreen: value.startsWith(FOLDER)
            ? { folder: value.slice(FOLDER.length) }
            : (value as 'inbox' | 'contacts'),
        })
      }
    >
      <option value="inbox">{t('folder-inbox')}</option>
      {folders.map((folder) => (
        <option key={folder.path} value={FOLDER + folder.path}>
          {folderLabel(folder, t)}
        </option>
      ))}
      {!isThere && typeof firstScreen !== 'string' && (
        <option value={chosen}>{firstScreen.folder}</option>
      )}
      <option value="contacts">{t('contacts')}</option>
    </Field>
  );
}
