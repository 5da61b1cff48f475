import { type SyntheticEvent, useState } from 'react';
import type Squire from 'squire-rte';
import { useT } from '../../../i18n/i18n.tsx';
import { Actions } from '../../../ui/Actions.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Dialog } from '../../../ui/menus.ts';
import { linkAt, readLink } from './links.ts';

/** Asks where the chosen words lead. */
export function LinkDialog({ editor, onClose }: { editor: Squire; onClose(): void }) {
  const t = useT();
  const [before] = useState(() => linkAt(editor));
  const [address, setAddress] = useState(before ?? '');
  const [error, setError] = useState<string | null>(null);
  const done = (act: () => void) => {
    onClose();
    setTimeout(act);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const link = readLink(address);
    if (!link) return setError(t('link-invalid'));
    done(() => editor.makeLink(link));
  };
  return (
    <Dialog title={t('tool-link')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Field
          label={t('link-address')}
          value={address}
          inputMode="url"
          autoFocus
          autoComplete="off"
          spellCheck={false}
          placeholder="https://"
          error={error}
          onChange={(event) => {
            setAddress(event.target.value);
            setError(null);
          }}
        />
        <Actions>
          {before !== null && (
            <Button look="plain" onClick={() => done(() => editor.removeLink())}>
              {t('link-remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" type="submit">
            {t('link-set')}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
