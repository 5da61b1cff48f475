import { createStore, get, set } from 'idb-keyval';

/** What the worker says when no page is open, in the language that was spoken here last. */
export interface Words {
  newMail: string;
  trial: string;
  noSubject: string;
  language: string;
}

/** English, until a page has told the worker better. */
const first: Words = {
  newMail: 'New mail',
  trial: 'Notifications reach this device.',
  noSubject: '(no subject)',
  language: 'en',
};

const KEY = 'words';
const store = () => createStore('sobre-worker', 'said');

export async function readWords(): Promise<Words> {
  return (await get<Words>(KEY, store()).catch(() => undefined)) ?? first;
}

export async function keepWords(words: Words): Promise<void> {
  await set(KEY, words, store()).catch(() => {});
}
