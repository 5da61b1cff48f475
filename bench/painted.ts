/// <reference lib="dom" />
import type { Page } from '@playwright/test';

declare global {
  var painted: Promise<number> | undefined;
}

/**
 * Milliseconds from the browser's own event that begins an act (a press, a key) until what is waited
 * for has been painted, by the browser's clock. The driver's way to the browser, some 50 ms for a
 * click, is no part of what a person waits for.
 *
 * @param isThere is asked once a frame, in the page; `start` is the time of the event.
 */
export async function untilPainted<Argument>(
  page: Page,
  act: () => Promise<unknown>,
  isThere: (argument: Argument, start: number) => boolean,
  argument: Argument,
): Promise<number> {
  // As text: the page's policy allows no function to be made in it. `__name` is what the compiler of
  // this file calls around functions, and the page has not.
  await page.evaluate(
    `globalThis.__name = (one) => one; (${startWatch})(${isThere}, ${JSON.stringify(argument) ?? 'undefined'})`,
  );
  await act();
  return page.evaluate(() => globalThis.painted!);
}

function startWatch(isThere: (argument: unknown, start: number) => boolean, argument: unknown) {
  globalThis.painted = new Promise((resolve) => {
    let start: number | undefined;
    const begin = (event: Event) => {
      start ??= event.timeStamp;
    };
    for (const type of ['pointerdown', 'keydown']) {
      addEventListener(type, begin, { capture: true, once: true });
    }
    const look = () => {
      if (start === undefined || !isThere(argument, start)) {
        requestAnimationFrame(look);
        return;
      }
      const began = start;
      // The frame that shows it is drawn when the task after it runs.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    };
    requestAnimationFrame(look);
  });
}
