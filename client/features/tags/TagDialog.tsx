import { type SyntheticEvent, useState } from 'react';
import {
  keywordFor,
  LONGEST_TAG_NAME,
  type Tag,
  type TagColour,
  tagColours,
} from '../../../shared/tags.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Dialog } from '../../ui/menus.ts';
import { useChoose, usePreferences } from '../preferences/preferences.ts';
import styles from './Tags.module.css';
import { useTags, withTag } from './tags.ts';

interface Props {
  /** Changed when given, else a new one is made. */
  tag?: Tag;
  onDone?(tag: Tag): void;
  onClose(): void;
}

/** Makes a tag, or gives one another name or colour. Its keyword stays, and with it every message. */
export function TagDialog({ tag, onDone, onClose }: Props) {
  const t = useT();
  const tags = useTags();
  const preferences = usePreferences();
  const choose = useChoose();
  const [name, setName] = useState(tag?.name ?? '');
  const [colour, setColour] = useState<TagColour>(tag?.colour ?? nextColour(tags));
  const [error, setError] = useState<string | null>(null);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const written = name.trim();
    const others = tags.filter(({ keyword }) => keyword !== tag?.keyword);
    if (!written) return setError(t('tag-name-missing'));
    if (others.some((one) => one.name.toLowerCase() === written.toLowerCase()))
      return setError(t('tag-exists', { name: written }));
    const taken = tags.map(({ keyword }) => keyword);
    const done: Tag = {
      keyword: tag?.keyword ?? keywordFor(written, taken),
      name: written,
      colour,
    };
    choose.mutate({ tags: withTag(preferences.tags, done) });
    onClose();
    onDone?.(done);
  };
  return (
    <Dialog title={t(tag ? 'tag-edit' : 'tag-new')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Field
          label={t('tag-name')}
          value={name}
          maxLength={LONGEST_TAG_NAME}
          autoFocus
          autoComplete="off"
          error={error}
          onChange={(event) => {
            setName(event.target.value);
            setError(null);
          }}
        />
        <fieldset className={styles.colours}>
          <legend>{t('tag-colour')}</legend>
          {tagColours.map((one) => (
            <label key={one} className={styles[one]} title={t(`colour-${one}`)}>
              <input
                type="radio"
                name="colour"
                className="visually-hidden"
                aria-label={t(`colour-${one}`)}
                checked={one === colour}
                onChange={() => setColour(one)}
              />
            </label>
          ))}
        </fieldset>
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit">
            {t(tag ? 'tag-save' : 'tag-create')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** The colour that is used least. */
function nextColour(tags: Tag[]): TagColour {
  const uses = (colour: TagColour) => tags.filter((one) => one.colour === colour).length;
  return [...tagColours].sort((a, b) => uses(a) - uses(b))[0]!;
}
