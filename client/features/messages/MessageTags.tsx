import X from 'lucide-react/icons/x';
import { Link } from 'react-router';
import type { Message } from '../../../shared/messages.ts';
import { useT } from '../../i18n/i18n.tsx';
import { searchAddress } from '../search/address.ts';
import styles from '../tags/Tags.module.css';
import { tagsAmong, useTags } from '../tags/tags.ts';
import { chooseOne, untag } from './acts.ts';

/** Tags of the open message: each leads to all that have it, and can be taken off. */
export function MessageTags({ message }: { message: Message }) {
  const t = useT();
  const tags = tagsAmong(message.flags, useTags());
  if (!tags.length) return null;
  return (
    <ul className={styles.list} aria-label={t('tags')}>
      {tags.map(({ keyword, name, colour }) => (
        <li key={keyword} className={`${styles.tag} ${styles[colour]}`}>
          <Link to={searchAddress(`tag:${keyword}`)} title={t('tag-search', { name })}>
            <bdi>{name}</bdi>
          </Link>
          <button
            type="button"
            aria-label={t('tag-remove', { name })}
            title={t('tag-remove', { name })}
            onClick={() =>
              void untag(chooseOne(message.folder, message.uid), keywordIn(message, keyword), name)
            }
          >
            <X size={13} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The keyword as the message has it, in its own case. */
const keywordIn = ({ flags }: Message, keyword: string) =>
  flags.find((flag) => flag.toLowerCase() === keyword.toLowerCase()) ?? keyword;
