import { writeCard } from '../../../shared/contacts/vcard-write.ts';
import { type Contact, exportContacts, type WholePerson } from '../../../shared/contacts.ts';
import { stream } from '../../api/stream.ts';
import { saveFile } from '../../ui/save-file.ts';
import { writeCsv } from './csv-write.ts';

export type ExportForm = 'vcard3' | 'vcard4' | 'csv';

/** Makes a file of people, with everything that is known of them, and hands it to the browser. */
export async function exportPeople(people: Contact[], form: ExportForm, name: string) {
  const found: WholePerson[] = [];
  const ids = people.map(({ id }) => id);
  await stream(exportContacts, { ids }, new AbortController().signal, (piece) =>
    found.push(...piece.people),
  );
  const file =
    form === 'csv'
      ? // The mark makes Excel read UTF-8.
        new Blob(['\ufeff', writeCsv(found)], { type: 'text/csv;charset=utf-8' })
      : new Blob(
          found.map((one) => writeCard(one, form === 'vcard4' ? '4.0' : '3.0')),
          { type: 'text/vcard;charset=utf-8' },
        );
  saveFile(file, `${fileName(name)}.${form === 'csv' ? 'csv' : 'vcf'}`);
}

const fileName = (name: string) => name.replace(/[\p{C}/\\:*?"<>|.]+/gu, ' ').trim() || 'contacts';
