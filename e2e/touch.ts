/// <reference lib="dom" />
import type { Page } from '@playwright/test';

/** Controls in sight whose touchable box is too small; a label belongs to its control. */
export function smallTargets(page: Page, within = 'body'): Promise<string[]> {
  return page.evaluate((scope) => {
    const controls =
      'button, a[href], input, select, [role=row][aria-label], [role=treeitem], [role=menuitem]';
    const found: string[] = [];
    for (const control of document.querySelector(scope)!.querySelectorAll<HTMLElement>(controls)) {
      const target = control.matches('input') ? (control.closest('label') ?? control) : control;
      const { width, height, x, y } = target.getBoundingClientRect();
      const style = getComputedStyle(control);
      const isSeen = width > 1 && height > 1 && x >= 0 && y >= 0 && x < innerWidth;
      if (!isSeen || style.visibility === 'hidden' || style.opacity === '0') continue;
      if (width >= 43.5 && height >= 43.5) continue;
      const label = (control as HTMLInputElement).labels?.[0]?.textContent;
      const name = control.getAttribute('aria-label') ?? label ?? control.textContent?.trim();
      found.push(
        `${control.tagName.toLowerCase()} “${name}” ${width.toFixed()}×${height.toFixed()}`,
      );
    }
    return found;
  }, within);
}
