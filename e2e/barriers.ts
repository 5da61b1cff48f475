/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

interface Axe {
  run(context: object, options: object): ReturnType<AxeBuilder['analyze']>;
}

// Playwright's builder runs in every frame, and would wait for the letter's, which may never run a script.
const near = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const axeSource = readFileSync(near.resolve('axe-core/axe.min.js'), 'utf8');

/** Soft: one walk tells of every barrier on the way. */
export async function expectNoBarrier(page: Page, place: string) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  // Half-way from one colour to the other nothing has the contrast it is meant to have.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map(({ finished }) => finished),
    ).then(() => {}),
  );
  const { violations } = await page.evaluate(() => {
    // While a menu or a question is open, all that is behind it is hidden from readers, heading included.
    const isCovered =
      document.querySelector('[role=menu], [role=dialog], [role=alertdialog]') !== null;
    const rules = ['landmark-one-main', 'page-has-heading-one'].map((id) => [
      id,
      { enabled: !isCovered },
    ]);
    return (globalThis as unknown as { axe: Axe }).axe.run(document, {
      iframes: false,
      rules: Object.fromEntries(rules),
    });
  });
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = failureSummary?.split('\n')[1]?.trim() ?? '';
      return `${id}: ${target.join(' ')}: ${why}`;
    }),
  );
  expect.soft(found, place).toEqual([]);
}
