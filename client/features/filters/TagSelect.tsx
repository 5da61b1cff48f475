import ChevronDown from 'lucide-react/icons/chevron-down';
import { useState } from 'react';
import { isSameKeyword } from '../../../shared/tags.ts';
import { useT } from '../../i18n/i18n.tsx';
import { useMenu } from '../../ui/useMenu.tsx';
import { TagDot } from '../tags/TagChips.tsx';
import { TagDialog } from '../tags/TagDialog.tsx';
import { useTags } from '../tags/tags.ts';
import styles from './Filters.module.css';
import { tagName } from './words.ts';

interface Props {
  value: string;
  describedBy?: string | undefined;
  onChange(keyword: string): void;
}

/** A tag to choose, with its colour, or a new one. */
export function TagSelect({ value, describedBy, onChange }: Props) {
  const t = useT();
  const tags = useTags();
  const [isMaking, setMaking] = useState(false);
  const chosen = tags.find((one) => isSameKeyword(one.keyword, value));
  const menu = useMenu(t('tags'), () => [
    {
      id: 'tags',
      entries: tags.map((one) => ({
        id: one.keyword,
        label: one.name,
        icon: <TagDot colour={one.colour} />,
        checked: one === chosen,
        act: () => onChange(one.keyword),
      })),
    },
    { id: 'new', entries: [{ id: 'new', label: t('tag-new'), act: () => setMaking(true) }] },
  ]);
  const name = value ? tagName(value, tags) : t('filter-tag-choose');
  return (
    <>
      <button
        type="button"
        ref={menu.ref}
        className={styles.choose}
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        aria-label={t('filter-tag', { name })}
        aria-describedby={describedBy}
        onClick={menu.open}
      >
        {value && <TagDot colour={chosen?.colour ?? 'grey'} />}
        <bdi>{name}</bdi>
        <ChevronDown size={15} aria-hidden />
      </button>
      {menu.menu}
      {isMaking && (
        <TagDialog onClose={() => setMaking(false)} onDone={({ keyword }) => onChange(keyword)} />
      )}
    </>
  );
}
