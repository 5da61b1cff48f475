import { useState } from 'react';
import type { Contact } from '../../../shared/contacts.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Dialog } from '../../ui/menus.ts';
import type { ExportForm } from './export-people.ts';

interface Props {
  people: Contact[];
  /** What the file is called. */
  name: string;
  onClose(): void;
}

/** Asks for the form of the file, and makes it. */
export function ExportDialog({ people, name, onClose }: Props) {
  const t = useT();
  const [form, setForm] = useState<ExportForm>('vcard3');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const make = async () => {
    setBusy(true);
    setError(null);
    try {
      const { exportPeople } = await import('./export-people.ts');
      await exportPeople(people, form, name);
      onClose();
    } catch (trouble) {
      setError(sentenceOf(trouble, t));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('export-title', { count: people.length })} onClose={onClose}>
      <Choices<ExportForm>
        label={t('export-form')}
        value={form}
        options={(['vcard3', 'vcard4', 'csv'] as const).map((value) => ({
          value,
          label: t(`export-${value}`),
        }))}
        onChoose={setForm}
      />
      {error && <p role="alert">{error}</p>}
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" aria-busy={isBusy} onClick={() => !isBusy && void make()}>
          {t('export-make')}
        </Button>
      </Actions>
    </Dialog>
  );
}
