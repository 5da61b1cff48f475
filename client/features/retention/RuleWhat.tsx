import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { type MessageId, useT } from '../../i18n/i18n.tsx';
import { Field } from '../../ui/Field.tsx';
import { folderLabel, useFolders } from '../folders/folders.ts';
import { mapQuery } from '../storage/storage.ts';
import { type Draft, type Faults, hasValue, isPlace, KINDS, type Kind, ofKind } from './draft.ts';
import styles from './Retention.module.css';

interface Props {
  draft: Draft;
  faults: Faults;
  onChange(draft: Draft): void;
}

/** Which messages a rule is about. */
export function RuleWhat({ draft, faults, onChange }: Props) {
  const t = useT();
  const { kind } = draft;
  return (
    <fieldset className={styles.part}>
      <legend>{t('retention-which')}</legend>
      <Field
        as="select"
        label={t('retention-kind')}
        value={kind}
        onChange={({ target }) => onChange(ofKind(draft, target.value as Kind))}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`retention-kind-${one}` as MessageId)}
          </option>
        ))}
      </Field>
      {hasValue(kind) && (
        <ValueField
          key={kind}
          draft={draft}
          kind={kind as 'sender'}
          error={faults.value ? t(faults.value) : null}
          onChange={(value) => onChange({ ...draft, value })}
        />
      )}
      {!isPlace(kind) && (
        <FolderField
          value={draft.folder}
          isOne={kind === 'folder'}
          error={faults.folder ? t(faults.folder) : null}
          onChange={(folder) => onChange({ ...draft, folder })}
        />
      )}
      {isPlace(kind) && <p className={styles.line}>{t('retention-place-hint')}</p>}
    </fieldset>
  );
}

interface ValueProps {
  draft: Draft;
  kind: 'sender' | 'domain' | 'list';
  error: string | null;
  onChange(value: string): void;
}

/** An address, a domain or a list: those that weigh most are offered. */
function ValueField({ draft, kind, error, onChange }: ValueProps) {
  const t = useT();
  const id = useId();
  // A mailbox that was never read offers none, and one types.
  const { data } = useQuery({ ...mapQuery(kind, 100), retry: false });
  return (
    <>
      <Field
        label={t(`retention-value-${kind}`)}
        type={kind === 'sender' ? 'email' : 'text'}
        list={`${id}-known`}
        value={draft.value}
        maxLength={320}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        error={error}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={`${id}-known`}>
        {data?.entries
          .filter(({ key }) => key)
          .map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
      </datalist>
      {kind === 'list' && <p className={styles.line}>{t('retention-list-hint')}</p>}
    </>
  );
}

interface FolderProps {
  value: string;
  /** The folder is what the rule is about, not only where it looks. */
  isOne: boolean;
  error: string | null;
  onChange(path: string): void;
}

function FolderField({ value, isOne, error, onChange }: FolderProps) {
  const t = useT();
  const folders = (useFolders() ?? []).filter(
    ({ selectable, specialUse }) => selectable && specialUse !== 'trash' && specialUse !== 'junk',
  );
  const isGone = value !== '' && !folders.some(({ path }) => path === value);
  return (
    <Field
      as="select"
      label={t(isOne ? 'retention-folder' : 'retention-where')}
      value={value}
      error={error}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{t(isOne ? 'retention-folder-choose' : 'retention-everywhere')}</option>
      {folders.map((one) => (
        <option key={one.path} value={one.path}>
          {one.specialUse ? folderLabel(one, t) : one.path}
        </option>
      ))}
      {isGone && <option value={value}>{value}</option>}
    </Field>
  );
}
