import { type ListNode, type TextNode, text as textNode, texts } from './tree.ts';
import { Unsayable } from './unsayable.ts';

/**
 * Where a script requires "variables", `${name}` in a text means the variable's value (RFC 5229 section 3).
 * So that a text means itself in every script, its `${` is written with this variable, whose value is a
 * dollar sign: what a variable holds is not looked at again.
 */
export const DOLLAR_VARIABLE = 'sobre_dollar';
const DOLLAR = `\${${DOLLAR_VARIABLE}}`;

/** What a text that is written and read depends on. */
export interface Dialect {
  /** Whether scripts here may have variables. */
  variables: boolean;
}

/** A text that means exactly `value`. @throws {Unsayable} for what no script can hold. */
export function literal(value: string, { variables }: Dialect): TextNode {
  if (UNSAYABLE.test(value) || !value.isWellFormed()) throw new Unsayable('text', value);
  return textNode(variables ? value.replaceAll('${', `${DOLLAR}{`) : value);
}

/** As `literal`, for a value of one line. */
export function literalLine(value: string, dialect: Dialect): TextNode {
  if (LINE_END.test(value)) throw new Unsayable('line', value);
  return literal(value, dialect);
}

/** Texts that each mean themselves. */
export function literals(values: string[], dialect: Dialect): TextNode | ListNode {
  if (values.length === 0) throw new Unsayable('values', '');
  const nodes = values.map((value) => literalLine(value, dialect));
  return nodes.length === 1 ? nodes[0]! : { ...texts([]), kind: 'list', items: nodes };
}

/** What a text means, or undefined when that is known only when the script runs. */
export function meantBy({ value }: TextNode, { variables }: Dialect): string | undefined {
  if (!variables) return value;
  // NUL stands in no script, so it can mark the place meanwhile.
  const marked = value.replaceAll(DOLLAR, '\0');
  return marked.includes('${') ? undefined : marked.replaceAll('\0', '$');
}

// CR stands in Sieve only before LF.
const UNSAYABLE = /\0|\r(?!\n)/;
const LINE_END = /[\r\n]/;
