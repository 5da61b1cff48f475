import { type KeyboardEvent, type SyntheticEvent, useId, useState } from 'react';
import { addrSpec } from '../../../shared/compose.ts';
import {
  addContact,
  type FullContact,
  type Labelled,
  nobody,
  type Person,
  photoAddress,
  updateContact,
} from '../../../shared/contacts.ts';
import { call } from '../../api/call.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { BirthdayField } from './BirthdayField.tsx';
import styles from './ContactForm.module.css';
import { askContactsAgain, titleOf, useContacts } from './contacts.ts';
import { GroupsField } from './GroupsField.tsx';
import { LabelledFields } from './LabelledFields.tsx';
import { emailLabels, phoneLabels } from './labels.ts';
import { PhotoField } from './PhotoField.tsx';
import { offerUndo } from './undo.ts';

interface Props {
  /** Changed when given, else somebody new. */
  before?: FullContact;
  /** The group that somebody new begins in. */
  group: string | null;
  onDone(id: string): void;
  onClose(): void;
}

const BLANK: Labelled = { value: '', label: '' };

/** Somebody, to be written: nothing is kept before "Save". */
export function ContactForm({ before, group, onDone, onClose }: Props) {
  const t = useT();
  const notes = useId();
  const contacts = useContacts() ?? [];
  const [person, setPerson] = useState<Person>(() => begun(before, group));
  const [photo, setPhoto] = useState<string | null | undefined>(undefined);
  const [wrong, setWrong] = useState<{ address?: string; all?: string }>({});
  const [isBusy, setBusy] = useState(false);
  const change = (part: Partial<Person>) => {
    setPerson({ ...person, ...part });
    setWrong({});
  };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const written = trimmed(person);
    const address = written.emails.find(({ value }) => !addrSpec.safeParse(value).success);
    if (address)
      return setWrong({ address: t('contact-address-wrong', { address: address.value }) });
    if (!titleOf({ ...written, emails: values(written.emails), phones: values(written.phones) }))
      return setWrong({ all: t('contact-nobody') });
    setBusy(true);
    try {
      const { contact, change: id } = before
        ? await call(updateContact, {
            ...written,
            id: before.id,
            ...(photo !== undefined && { photo }),
          })
        : await call(addContact, { ...nobody, ...written, photo: photo ?? null });
      offerUndo(t('contact-saved', { name: titleOf(contact) }), id);
      await askContactsAgain();
      onDone(contact.id);
    } catch (error) {
      setWrong({ all: sentenceOf(error, t) });
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event);
  };
  const shownPhoto =
    photo === undefined && before?.photo ? photoAddress(before.id, before.photo) : photo;
  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <h2>{t(before ? 'contact-edit' : 'contact-new')}</h2>
      <PhotoField name={person.name} picture={shownPhoto ?? null} onChange={setPhoto} />
      <Field
        label={t('contact-name')}
        value={person.name}
        maxLength={200}
        autoFocus
        autoComplete="off"
        onChange={(event) => change({ name: event.target.value })}
      />
      <Field
        label={t('contact-organization')}
        value={person.organization}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => change({ organization: event.target.value })}
      />
      <LabelledFields
        legend={t('contact-emails')}
        one={t('contact-email')}
        nth={(place) => t('contact-email-nth', { place })}
        add={t('contact-email-add')}
        type="email"
        labels={emailLabels}
        list={person.emails}
        error={wrong.address}
        onChange={(emails) => change({ emails })}
      />
      <LabelledFields
        legend={t('contact-phones')}
        one={t('contact-phone')}
        nth={(place) => t('contact-phone-nth', { place })}
        add={t('contact-phone-add')}
        type="tel"
        labels={phoneLabels}
        list={person.phones}
        onChange={(phones) => change({ phones })}
      />
      <BirthdayField value={person.birthday} onChange={(birthday) => change({ birthday })} />
      <GroupsField
        contacts={contacts}
        value={person.groups}
        onChange={(groups) => change({ groups })}
      />
      <div className={styles.notes}>
        <label htmlFor={notes}>{t('contact-notes')}</label>
        <textarea
          id={notes}
          rows={4}
          maxLength={50_000}
          value={person.notes}
          onChange={(event) => change({ notes: event.target.value })}
        />
      </div>
      {wrong.all && (
        <p role="alert" className={styles.wrong}>
          {wrong.all}
        </p>
      )}
      <Actions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" aria-busy={isBusy}>
          {t('tag-save')}
        </Button>
      </Actions>
    </form>
  );
}

function begun(before: FullContact | undefined, group: string | null): Person {
  const { name, organization, emails, phones, birthday, notes, groups } = before ?? {
    ...nobody,
    groups: group === null ? [] : [group],
  };
  const orBlank = (list: Labelled[]) => (list.length ? list : [BLANK]);
  return {
    name,
    organization,
    emails: orBlank(emails),
    phones: orBlank(phones),
    birthday,
    notes,
    groups,
  };
}

/** What is empty is nothing; pasted text brings ends of lines and blanks along. */
function trimmed(person: Person): Person {
  const list = (all: Labelled[]) =>
    all
      .map(({ value, label }) => ({ value: oneLine(value), label: oneLine(label) }))
      .filter(({ value }) => value);
  return {
    ...person,
    name: oneLine(person.name),
    organization: oneLine(person.organization),
    emails: list(person.emails),
    phones: list(person.phones),
    notes: person.notes.trim(),
  };
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
const values = (list: Labelled[]) => list.map(({ value }) => value);
