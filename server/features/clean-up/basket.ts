import * as z from 'zod/mini';
import { type BasketLine, basketLine } from '../../../shared/clean-up.ts';
import type { Context } from '../../context.ts';
import { seal, unseal } from '../../mail/sealed.ts';
import { findBasket, keepBasket } from '../../store/baskets.ts';

/** No secret: `SECRET_KEY` is the whole of it. What a basket names tells of the mail (S-36). */
const KEY = Buffer.from('what clean-ups are about');

/** The lines of the account's basket. What cannot be opened or read any more is an empty basket. */
export async function readLines({ store, config }: Context, account: string) {
  const sealed = await findBasket(store, account);
  if (sealed === null) return [];
  try {
    const lines: unknown = JSON.parse(unseal(sealed, account, KEY, config.secretKey));
    return z.array(basketLine).parse(lines);
  } catch {
    return [];
  }
}

/** Replaces the account's basket. */
export async function writeLines({ store, config }: Context, account: string, lines: BasketLine[]) {
  await keepBasket(store, account, seal(JSON.stringify(lines), account, KEY, config.secretKey));
}

/** What a clean-up is about, for the words on screen. */
export interface Words {
  tool: string;
  about: string;
}

export const sealWords = ({ config }: Context, account: string, { tool, about }: Words) =>
  seal(JSON.stringify({ tool, about }), account, KEY, config.secretKey);

export function openWords({ config }: Context, account: string, sealed: string): Words {
  try {
    return JSON.parse(unseal(sealed, account, KEY, config.secretKey));
  } catch {
    return { tool: '', about: '' };
  }
}
