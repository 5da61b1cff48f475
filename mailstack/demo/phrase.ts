import type { Random } from './random.ts';

/** Rules by name; each a choice of texts that may name other rules in braces. */
export type Grammar = Readonly<Record<string, readonly string[]>>;

/** One of the texts a grammar can make. Names it does not know are left for `fill`. */
export function expand(
  text: string,
  grammar: Grammar,
  random: Random,
  values: Record<string, string>,
): string {
  return text.replace(/\{([a-zà-ÿ]+)\}/gi, (whole, name: string) => {
    const known = values[name];
    if (known !== undefined) return known;
    const choice = grammar[name];
    return choice ? expand(random.pick(choice), grammar, random, values) : whole;
  });
}
