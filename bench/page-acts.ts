/// <reference lib="dom" />
import type { Page } from '@playwright/test';
import type { TestStack } from '../mailstack/testing.ts';
import { type Bed, OTHER_FOLDER } from './bed.ts';
import { type Figure, figureOf, measure, timed } from './measure.ts';
import { untilPainted } from './painted.ts';

/** Rows whose text is there. */
export const row = (page: Page) =>
  page.getByRole('grid', { name: 'Messages' }).getByRole('row').filter({ hasText: /\S/ });

/** The acts of a day, one after the other, in a page that is signed in. */
export async function measureActs(
  stack: TestStack,
  page: Page,
  bed: Bed,
  rounds: number,
): Promise<Figure[]> {
  const tree = page.getByRole('navigation', { name: 'Folders' });
  const folder = (name: string) => tree.getByRole('treeitem', { name: new RegExp(`^${name}`) });
  const figures: Figure[] = [];

  await page.waitForTimeout(1000);
  figures.push(
    await measure('warm reload → rows', rounds, async () => {
      const ms = await timed(async () => {
        await page.reload({ waitUntil: 'commit' });
        await row(page).first().waitFor();
      });
      await page.waitForTimeout(500);
      return ms;
    }),
  );

  // A folder seen before is on the device; here each opening is a first one for the page's memory.
  const opened: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    await page.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
    });
    await page.reload();
    await row(page).first().waitFor();
    await page.waitForTimeout(800);
    opened.push(
      await untilPainted(
        page,
        () => folder(OTHER_FOLDER).click(),
        (name) =>
          document.querySelector(`section[aria-label="${name}"] [role=row][aria-label]`) !== null,
        OTHER_FOLDER,
      ),
    );
    await folder('Inbox').click();
    await row(page).first().waitFor();
  }
  figures.push(figureOf('open folder', opened.slice(1)));

  let turn = 0;
  figures.push(
    await measure('open message', rounds, async () => {
      const one = row(page).nth(turn++ % 8);
      const before = await page.evaluate(() => location.pathname);
      return untilPainted(page, () => one.click(), isOtherMessage, before);
    }),
  );

  figures.push(
    await measure('next message', rounds, async () => {
      await page.waitForTimeout(400);
      const heading = page.getByRole('region', { name: 'Message' }).getByRole('heading').first();
      const before = await page.evaluate(() => location.pathname);
      await heading.waitFor();
      return untilPainted(page, () => page.keyboard.press('j'), isOtherMessage, before);
    }),
  );

  figures.push(
    await measure('star', rounds, async () => {
      await page.evaluate(() => performance.clearResourceTimings());
      const star = page
        .getByRole('region', { name: 'Message' })
        .getByRole('button', { name: 'Star', exact: true });
      const ms = await untilPainted(page, () => star.click(), isConfirmed, '/flags');
      const back = page.waitForResponse(/\/flags$/);
      await page
        .getByRole('region', { name: 'Message' })
        .getByRole('button', { name: 'Unstar', exact: true })
        .click();
      await back;
      return ms;
    }),
  );

  const middle = Math.floor(bed.size / 2);
  figures.push(
    await measure('middle of the list', rounds, async () => {
      const offset = middle + (turn++ % 10) * 60;
      const grid = page.getByRole('grid', { name: 'Messages' });
      const ms = await timed(async () => {
        await grid.evaluate(
          (element, ratio) => {
            const scroller = element.closest('[data-scroller]') ?? element;
            scroller.scrollTop = scroller.scrollHeight * ratio;
          },
          Math.min(0.95, offset / bed.size),
        );
        await page.waitForFunction(
          (least) =>
            [...document.querySelectorAll('[role=grid] [role=row][aria-label]')].some(
              (element) => Number(element.getAttribute('aria-rowindex')) > least,
            ),
          Math.min(bed.size * 0.4, offset * 0.5),
        );
      });
      await grid.evaluate((element) => {
        (element.closest('[data-scroller]') ?? element).scrollTop = 0;
      });
      await page.waitForTimeout(300);
      return ms;
    }),
  );

  // The list from its top, as somebody who waits for mail has it.
  await page.reload();
  await row(page).first().waitFor();
  await page.waitForTimeout(2500);
  figures.push(
    await measure('new mail → row', rounds, async () => {
      const subject = `Arrival ${Math.random().toString(36).slice(2)}`;
      return timed(async () => {
        await stack.deliver({ from: 'x@else.example', to: bed.address, subject, text: 'Hello' });
        await page.getByRole('row', { name: new RegExp(subject) }).waitFor();
      });
    }),
  );
  return figures;
}

/** Another message is open than before, with its words. */
const isOtherMessage = (path: string) =>
  location.pathname !== path && document.querySelector('[data-message-body]') !== null;

/** The server has answered the call: what the page showed at once is true. */
const isConfirmed = (call: string, start: number) =>
  performance
    .getEntriesByType('resource')
    .some(
      (entry) =>
        entry.name.endsWith(call) &&
        entry.startTime >= start &&
        (entry as PerformanceResourceTiming).responseEnd > 0,
    );
