import { useMemo } from 'react';
import type { Preferences } from '../../../shared/preferences.ts';
import {
  isSameKeyword,
  isTagKeyword,
  nameOfKeyword,
  standardTags,
  type Tag,
} from '../../../shared/tags.ts';
import { type MessageId, type Translate, useT } from '../../i18n/i18n.tsx';
import { usePreferences } from '../preferences/preferences.ts';

/** The tags to choose from: the five standard ones, then the person's own. Every one has a name. */
export function useTags(): Tag[] {
  const t = useT();
  const preferences = usePreferences();
  return useMemo(() => allTags(preferences, t), [preferences, t]);
}

/** Tags of a message, those first that can be chosen; a keyword of another program is one, too. */
export function tagsAmong(flags: readonly string[], tags: readonly Tag[]): Tag[] {
  const known = tags.filter(({ keyword }) => flags.some((flag) => isSameKeyword(flag, keyword)));
  const others = flags.filter(
    (flag) => isTagKeyword(flag) && !known.some(({ keyword }) => isSameKeyword(keyword, flag)),
  );
  return [
    ...known,
    ...others.map((keyword): Tag => ({ keyword, name: nameOfKeyword(keyword), colour: 'grey' })),
  ];
}

export function allTags({ tags }: Pick<Preferences, 'tags'>, t: Translate): Tag[] {
  const chosen = (keyword: string) => tags.find((one) => isSameKeyword(one.keyword, keyword));
  const standard = standardTags.map(({ keyword, colour }): Tag => {
    const own = chosen(keyword);
    const name = own?.name || t(`tag-${keyword.slice(1)}` as MessageId);
    return { keyword, name, colour: own?.colour ?? colour };
  });
  const own = tags.filter(
    (one) => !standardTags.some(({ keyword }) => isSameKeyword(keyword, one.keyword)),
  );
  return [...standard, ...own];
}

/** The preferences with this tag among them, new or changed. */
export const withTag = (tags: readonly Tag[], changed: Tag): Tag[] =>
  tags.some(({ keyword }) => isSameKeyword(keyword, changed.keyword))
    ? tags.map((one) => (isSameKeyword(one.keyword, changed.keyword) ? changed : one))
    : [...tags, changed];
