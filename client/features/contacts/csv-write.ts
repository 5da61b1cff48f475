import Papa from 'papaparse';
import type { Labelled, WholePerson } from '../../../shared/contacts.ts';

/**
 * What a spreadsheet would take for a formula (OWASP "CSV injection"): `=`, `@`, and a sign before anything but
 * the digits of a telephone number. An apostrophe in front makes it text.
 */
const FORMULA = /^[=@\t\r]|^[+-](?![\d\s().\-/]*$)/;

/** People as a table with the columns of Google Contacts, which most programs take. */
export function writeCsv(people: WholePerson[]): string {
  const most = (part: 'emails' | 'phones') =>
    people.reduce((count, one) => Math.max(count, one[part].length), 1);
  const [emails, phones] = [most('emails'), most('phones')];
  const fields = [
    'Name',
    'Organization Name',
    'Birthday',
    'Notes',
    'Labels',
    ...columns('E-mail', emails),
    ...columns('Phone', phones),
  ];
  const data = people.map((one) => [
    one.name,
    one.organization,
    one.birthday,
    one.notes,
    one.groups.join(' ::: '),
    ...cells(one.emails, emails),
    ...cells(one.phones, phones),
  ]);
  return Papa.unparse({ fields, data }, { escapeFormulae: FORMULA, newline: '\r\n' });
}

const columns = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => [
    `${name} ${i + 1} - Label`,
    `${name} ${i + 1} - Value`,
  ]).flat();

const cells = (list: Labelled[], count: number) =>
  Array.from({ length: count }, (_, i) => [list[i]?.label ?? '', list[i]?.value ?? '']).flat();
