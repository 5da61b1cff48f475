/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

const read = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../client/i18n/${name}.json`), 'utf8'));
const fr = read('fr');

export function word(id: string): string {
  return fr[id]!;
}

/** Every text in sight, and every name of a control, is one of the catalogue's sentences or the mailbox' own words. */
export async function expectFrench(page: Page, place: string, own: string[]) {
  // The keys of a button stand behind its name.
  const texts = (await textsOf(page)).map((text) => text.replace(/ \(Ctrl\+.+\)$/, ''));
  const foreign = texts.filter(
    (text) => !own.some((one) => text.includes(one)) && !sentences.some((one) => one.test(text)),
  );
  expect.soft(foreign, place).toEqual([]);
}

function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!;
      if (parent.closest('script, style, textarea, [data-message-body]')) continue;
      if (parent.checkVisibility({ visibilityProperty: true })) texts.add(node.textContent!.trim());
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt']) {
      for (const element of document.querySelectorAll(`[${name}]`))
        texts.add(element.getAttribute(name)!.trim());
    }
    texts.add(document.title);
    return [...texts].filter((text) => /\p{L}/u.test(text));
  });
}

/** What a sentence of the catalogue may look like: its branches, with anything in the place of values. */
const sentences = [...Object.values(fr).flatMap((text) => branchesOf(text))]
  .filter((text) => /\p{L}{2}/u.test(text.replaceAll('{}', '')))
  .map((text) => new RegExp(`^${text.split('{}').map(escaped).join('.*').trim()}$`, 'su'))
  // Dates, sizes, keys, and what has one name in every language.
  .concat(
    // The last is React Aria's own word for the way out of a menu.
    /^(English|Français|Sobre|Rejeter)$/,
    /^[\d\s:.,/→–-]*(lun|mar|mer|jeu|ven|sam|dim|janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)?\.?[\d\s:.,/]*$/,
    /^(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) \d{1,2}(er)? \p{L}+ \d{4} à \d\d:\d\d$/u,
    /^[\d\s,.]+(octets?|[kMG]o)$/u,
    /^\p{L}( i)?$/u,
    /^(Chrome, Linux|Enter|Entrée)$/,
  );

/** ICU MessageFormat, as far as the catalogue uses it: values become {}, each plural branch a text. */
function branchesOf(text: string): string[] {
  const start = text.indexOf('{');
  if (start < 0) return [text];
  let depth = 0;
  let end = start;
  for (; end < text.length; end++) {
    if (text[end] === '{') depth++;
    if (text[end] === '}' && --depth === 0) break;
  }
  const inner = text.slice(start + 1, end);
  const options = /,\s*(plural|select)\s*,/.test(inner) ? optionsOf(inner) : ['{}'];
  const heads = options.flatMap((option) => (option === '{}' ? ['{}'] : branchesOf(option)));
  const tails = branchesOf(text.slice(end + 1));
  return heads.flatMap((head) => tails.map((tail) => text.slice(0, start) + head + tail));
}

function optionsOf(inner: string): string[] {
  const options: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < inner.length; i++) {
    if (inner[i] === '{' && depth++ === 0) from = i + 1;
    if (inner[i] === '}' && --depth === 0)
      options.push(inner.slice(from, i).replaceAll('#', '{n}'));
  }
  return options;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
