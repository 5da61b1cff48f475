/// <reference lib="dom" />
import { expect, type Page } from '@playwright/test';

/** Everything the browser keeps for the page, as text. */
export function keptOnDevice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name } of await indexedDB.databases()) {
      const db = await promised(indexedDB.open(name!));
      for (const store of db.objectStoreNames) {
        const objects = db.transaction(store).objectStore(store);
        found.push(await promised(objects.getAllKeys()), await promised(objects.getAll()));
      }
      db.close();
    }
    for (const name of await caches.keys()) found.push(name);
    return JSON.stringify(found);

    function promised<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    }
  });
}

/** The device saves a moment after a change. */
export async function expectKept(page: Page, words: string) {
  await expect.poll(() => keptOnDevice(page), { message: 'kept on the device' }).toContain(words);
}
