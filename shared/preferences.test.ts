import { describe, expect, it } from 'vitest';
import { defaultPreferences, preferences, preferencesChange } from './preferences.ts';

describe('choices', () => {
  it('that are missing or wrong take their defaults, the others stay', () => {
    expect(preferences.parse({})).toEqual(defaultPreferences);
    for (const broken of [null, 7, 'x', []])
      expect(preferences.parse(broken)).toEqual(defaultPreferences);
    expect(preferences.parse({ theme: 'dark', density: 7, fixedWidth: 'yes' })).toEqual({
      ...defaultPreferences,
      theme: 'dark',
    });
  });

  it('about images keep every sender that can be read, once', () => {
    const many = Array.from({ length: 1200 }, (_, i) => `p${i}@shop.example`);
    const imagesFrom = [
      'news@shop.example',
      '@shop.example',
      'news@shop.example',
      'x',
      7,
      null,
      'a@b\r\nc',
    ];
    expect(preferences.parse({ imagesFrom }).imagesFrom).toEqual([
      'news@shop.example',
      '@shop.example',
    ]);
    expect(preferences.parse({ imagesFrom: many }).imagesFrom).toEqual(many.slice(-1000));
    expect(preferences.parse({ imagesFrom: 'all' }).imagesFrom).toEqual([]);
  });
});

describe('a change of choices', () => {
  it('holds only what it names', () => {
    expect(preferencesChange.parse({ theme: 'dark', later: 1 })).toEqual({ theme: 'dark' });
    expect(preferencesChange.parse({})).toEqual({});
  });

  it('is refused when a value cannot be', () => {
    for (const wrong of [
      { theme: 'pink' },
      { zone: 'Mars/Olympus' },
      { language: 'en"><script>' },
      { firstScreen: { folder: 'a\r\nb' } },
      { imagesFrom: 'all' },
    ]) {
      expect(preferencesChange.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    }
  });
});
