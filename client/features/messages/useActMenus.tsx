import { type ReactNode, useState } from 'react';
import { isSameKeyword, type Tag } from '../../../shared/tags.ts';
import { useT } from '../../i18n/i18n.tsx';
import type { MenuGroup } from '../../ui/Menu.tsx';
import { Menu } from '../../ui/menus.ts';
import { folderLabel, useFolders } from '../folders/folders.ts';
import { TagDot } from '../tags/TagChips.tsx';
import { TagDialog } from '../tags/TagDialog.tsx';
import { tagsAmong, useTags } from '../tags/tags.ts';
import { type Chosen, copyTo, moveTo, tag, untag } from './acts.ts';

/** Where a menu opens that a key called for: at the row, or where rows are out of sight, at the message. */
export function anchorOf(index: number): HTMLElement | null {
  const row = document.querySelector<HTMLElement>(`[role=row][data-index="${index}"]`);
  return row?.checkVisibility({ visibilityProperty: true })
    ? row
    : document.querySelector<HTMLElement>('article [role=toolbar]');
}

export type ActMenu = 'tags' | 'move' | 'copy';

interface Asked {
  kind: ActMenu;
  chosen: Chosen;
  /** Flags of each message that is known, to mark the tags that all of them have. */
  flags: string[][];
  anchor: HTMLElement | null;
  /** Runs the choice: the caller may show the next message first, or end the selection. */
  run(act: () => void, leaves: boolean): void;
}

/**
 * Menus of what may be done with messages that needs a choice: a folder or a tag. They open beside
 * whatever called them, be it a button or a key.
 */
export function useActMenus(): { open(asked: Asked): void; menus: ReactNode } {
  const t = useT();
  const folders = useFolders() ?? [];
  const tags = useTags();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [wanting, setWanting] = useState<Asked | null>(null);

  const folderEntries = ({ kind, chosen, run }: Asked): MenuGroup[] => [
    {
      id: 'folders',
      entries: folders
        .filter(({ path, selectable }) => selectable && path !== chosen.folder)
        .map((one) => ({
          id: one.path,
          label: folderLabel(one, t),
          act: () =>
            run(() => void (kind === 'copy' ? copyTo : moveTo)(chosen, one.path), kind === 'move'),
        })),
    },
  ];
  const tagEntries = (what: Asked): MenuGroup[] => {
    const { chosen, flags, run } = what;
    const shown = tagsAmong([...new Set(flags.flat())], tags);
    const all = [...tags, ...shown.filter((one) => !tags.includes(one))];
    const has = ({ keyword }: Tag) =>
      flags.length > 0 && flags.every((ones) => ones.some((flag) => isSameKeyword(flag, keyword)));
    const entry = (one: Tag, isOn: boolean, id = one.keyword) => ({
      id,
      label: one.name,
      icon: <TagDot colour={one.colour} />,
      checked: isOn,
      act: () => run(() => void (isOn ? untag : tag)(chosen, one.keyword, one.name), false),
    });
    const create = {
      id: 'new',
      entries: [{ id: 'new', label: t('tag-new'), act: () => setWanting(what) }],
    };
    // Of a whole view nobody here knows who has which: both ways are offered by name.
    if (chosen.count > flags.length)
      return [
        { id: 'add', title: t('tags-add'), entries: all.map((one) => entry(one, false)) },
        {
          id: 'remove',
          title: t('tags-remove'),
          entries: all.map((one) => ({
            ...entry(one, true, `remove-${one.keyword}`),
            checked: false,
          })),
        },
        create,
      ];
    return [{ id: 'tags', entries: all.map((one) => entry(one, has(one))) }, create];
  };

  const menus = (
    <>
      {asked && (
        <Menu
          label={t(asked.kind === 'tags' ? 'tags' : `${asked.kind}-to`)}
          groups={asked.kind === 'tags' ? tagEntries(asked) : folderEntries(asked)}
          trigger={{ current: asked.anchor }}
          onClose={() => setAsked(null)}
        />
      )}
      {wanting && (
        <TagDialog
          onClose={() => setWanting(null)}
          onDone={({ keyword, name }) =>
            wanting.run(() => void tag(wanting.chosen, keyword, name), false)
          }
        />
      )}
    </>
  );
  return { open: setAsked, menus };
}
