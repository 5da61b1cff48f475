import UserRound from 'lucide-react/icons/user-round';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useIntl } from 'react-intl';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Contact } from '../../../shared/contacts.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/Button.tsx';
import { BookNotice } from './BookNotice.tsx';
import { ChosenBar } from './ChosenBar.tsx';
import { ContactForm } from './ContactForm.tsx';
import { ContactList } from './ContactList.tsx';
import { ContactsHeader } from './ContactsHeader.tsx';
import styles from './ContactsPage.module.css';
import { ContactView } from './ContactView.tsx';
import { useAddressBook } from './contacts.ts';
import { Duplicates } from './Duplicates.tsx';
import { EmptyBook } from './EmptyBook.tsx';
import { ImportPane } from './ImportPane.tsx';
import { shownOf, sorted } from './people-list.ts';
import { SearchPeople } from './SearchPeople.tsx';

const NOBODY: Contact[] = [];

/** The address book: people on the left, one of them beside. */
export default function ContactsPage() {
  const t = useT();
  const { locale } = useIntl();
  const navigate = useNavigate();
  const { id = null } = useParams();
  const [params] = useSearchParams();
  const { data, error, refetch } = useAddressBook();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const group = params.get('group');
  const written = params.has('written');
  const words = useDeferredValue(typed);
  const all = useMemo(() => sorted(data?.contacts ?? NOBODY, locale), [data, locale]);
  const shown = useMemo(
    () => shownOf(all, { group, written, typed: words }),
    [all, group, written, words],
  );
  const chosenPeople = useMemo(() => all.filter((one) => chosen.has(one.id)), [all, chosen]);
  const query = params.size ? `?${params}` : '';
  const go = (to: string | null) => void navigate(`/contacts${to ? `/${to}` : ''}${query}`);
  const close = () => go(null);
  return (
    <div className={styles.page} data-reading={id ?? undefined}>
      {/* Outside of both: on a phone one of them is not there. */}
      <h1 className="visually-hidden">{t('contacts')}</h1>
      <section className={styles.people} aria-label={t('contacts')}>
        <ContactsHeader
          isKnown={Boolean(data)}
          all={all}
          shown={shown}
          group={group}
          written={written}
          onGo={go}
          onShow={(next) => {
            setChosen(new Set());
            void navigate(`/contacts${next}`);
          }}
        />
        <SearchPeople typed={typed} onType={setTyped} />
        {data && <BookNotice book={data.book} />}
        {chosenPeople.length > 0 && (
          <ChosenBar
            people={chosenPeople}
            all={all}
            shown={shown}
            onChoose={setChosen}
            onDone={() => setChosen(new Set())}
          />
        )}
        {error && !data ? (
          <div className={styles.trouble} role="alert">
            <p>{sentenceOf(error, t)}</p>
            <Button onClick={() => void refetch()}>{t('retry')}</Button>
          </div>
        ) : (
          <ContactList
            people={shown}
            isWaiting={!data}
            openId={id}
            chosen={chosen}
            onChoose={setChosen}
            onOpen={go}
            empty={<EmptyBook all={all} typed={words} group={group} written={written} onGo={go} />}
          />
        )}
      </section>
      <div className={styles.pane}>
        {paneOf(id, all, { go, close, group, known: Boolean(data) })}
      </div>
    </div>
  );
}

function paneOf(
  id: string | null,
  all: Contact[],
  how: { go(to: string | null): void; close(): void; group: string | null; known: boolean },
): ReactNode {
  if (id === null) return <Nobody />;
  if (id === 'new')
    return <ContactForm group={how.group} onDone={(added) => how.go(added)} onClose={how.close} />;
  if (id === 'import') return <ImportPane all={all} isKnown={how.known} onClose={how.close} />;
  if (id === 'duplicates') return <Duplicates all={all} onClose={how.close} />;
  return <ContactView key={id} id={id} all={all} isKnown={how.known} onClose={how.close} />;
}

function Nobody() {
  const t = useT();
  return (
    <div className={styles.nobody}>
      <UserRound size={40} strokeWidth={1.2} aria-hidden />
      <p>{t('contact-choose')}</p>
    </div>
  );
}
