import Pencil from 'lucide-react/icons/pencil';
import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { isSameKeyword, type Tag } from '../../../shared/tags.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useChoose, usePreferences } from '../preferences/preferences.ts';
import { TagDot } from './TagChips.tsx';
import { TagDialog } from './TagDialog.tsx';
import styles from './Tags.module.css';
import { useTags } from './tags.ts';

/** The tags to choose from: names and colours, for every device. */
export function TagsPanel() {
  const t = useT();
  const tags = useTags();
  const preferences = usePreferences();
  const choose = useChoose();
  const [edited, setEdited] = useState<Tag | 'new' | null>(null);
  const isStandard = ({ keyword }: Tag) => keyword.startsWith('$');
  return (
    <div className={styles.end}>
      <ul className={styles.own} aria-label={t('settings-tags')}>
        {tags.map((tag) => (
          <li key={tag.keyword}>
            <TagDot colour={tag.colour} />
            <bdi className={styles.name}>{tag.name}</bdi>
            <IconButton
              label={t('tag-edit-name', { name: tag.name })}
              icon={<Pencil size={16} aria-hidden />}
              onClick={() => setEdited(tag)}
            />
            {!isStandard(tag) && (
              <IconButton
                label={t('tag-forget-name', { name: tag.name })}
                icon={<X size={16} aria-hidden />}
                onClick={() =>
                  choose.mutate({
                    tags: preferences.tags.filter(
                      ({ keyword }) => !isSameKeyword(keyword, tag.keyword),
                    ),
                  })
                }
              />
            )}
          </li>
        ))}
      </ul>
      <Button icon={<Plus size={16} aria-hidden />} onClick={() => setEdited('new')}>
        {t('tag-new')}
      </Button>
      {edited && (
        <TagDialog {...(edited !== 'new' && { tag: edited })} onClose={() => setEdited(null)} />
      )}
    </div>
  );
}
