import { describe, expect, it } from 'vitest';
import { defaultPreferences, type Preferences } from './preferences.ts';
import {
  differing,
  MOST_FILE_SIZE,
  readPreferencesFile,
  writePreferencesFile,
} from './preferences-file.ts';

const chosen: Preferences = {
  ...defaultPreferences,
  language: 'fr',
  zone: 'Asia/Tokyo',
  firstScreen: { folder: 'Projets/Été' },
  theme: 'dark',
  imagesFrom: ['@else.example'],
  tags: [{ keyword: 'choir', name: 'Chœur', colour: 'green' }],
};

describe('a file of preferences', () => {
  it('comes back as it was written', () => {
    const text = writePreferencesFile(chosen, 0);
    expect(readPreferencesFile(text)).toEqual({ chosen, unread: [] });
    expect(readPreferencesFile(`\ufeff${text}`)).toEqual({ chosen, unread: [] });
  });

  it('says its format and version, and holds the choices and nothing else', () => {
    expect(JSON.parse(writePreferencesFile(chosen, 0))).toEqual({
      format: 'sobre-preferences',
      version: 1,
      exportedAt: '1970-01-01T00:00:00.000Z',
      preferences: chosen,
    });
  });

  it('that cannot be read in part is read in part', () => {
    const text = JSON.stringify({
      format: 'sobre-preferences',
      version: 1,
      preferences: { theme: 'pink', density: 'compact', zone: '../x', later: 1, __proto__: {} },
    });
    expect(readPreferencesFile(text)).toEqual({
      chosen: { density: 'compact' },
      unread: ['zone', 'theme'],
    });
  });

  it('of somebody else is refused, whatever it is', () => {
    const ours = { format: 'sobre-preferences', version: 1, preferences: {} };
    for (const text of ['', '{', 'null', '[]', '7', '"x"', 'BEGIN:VCARD', '{"theme":"dark"}'])
      expect(readPreferencesFile(text), text).toEqual({ refusal: 'no-file-of-ours' });
    for (const more of [{ format: 'x' }, { version: 0 }, { version: '1' }, { preferences: [] }])
      expect(readPreferencesFile(JSON.stringify({ ...ours, ...more }))).toEqual({
        refusal: 'no-file-of-ours',
      });
    expect(readPreferencesFile(JSON.stringify({ ...ours, version: 2 }))).toEqual({
      refusal: 'too-new',
    });
    expect(readPreferencesFile('x'.repeat(MOST_FILE_SIZE + 1))).toEqual({ refusal: 'too-large' });
  });

  it('shows only what it would change', () => {
    expect(differing(chosen, chosen)).toEqual({});
    expect(differing({ ...chosen, tags: [...chosen.tags], theme: 'light' }, chosen)).toEqual({
      theme: 'light',
    });
  });
});
