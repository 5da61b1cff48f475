import type { Block } from './blocks.ts';
import type { SieveFault } from './faults.ts';
import { DOLLAR_VARIABLE } from './literals.ts';
import { extensionsNeeded, extensionsRequired } from './needs.ts';
import { parseScript } from './parse.ts';
import { printCommand } from './print.ts';
import { writingFor } from './rule-terms.ts';
import { readPieces } from './script-pieces.ts';
import { command, text, texts } from './tree.ts';
import { Unsayable } from './unsayable.ts';
import { writeBlock } from './write-block.ts';

export type { Block } from './blocks.ts';

export interface ScriptFile {
  blocks: Block[];
  /** A script with faults is one custom rule: nothing in it can be told for certain. */
  faults: SieveFault[];
}

/**
 * Reads our script, or another program's whose rules are wanted (Roundcube's `# rule:[name]`). Every
 * command and comment stands in one block; what the editor cannot say is a custom rule.
 */
export function readScriptFile(source: string): ScriptFile {
  const { faults } = parseScript(source);
  return { blocks: readPieces(source).map(({ block }) => block), faults };
}

/**
 * Our script with one `require` at its top, for exactly what is used.
 *
 * @param extensions what the server offers; without it, what Pigeonhole usually does.
 * @param previous the script as it is now: blocks that are not changed keep their text.
 * @throws {Unsayable} when a block cannot be said in Sieve, or not on this server.
 */
export function writeScriptFile(
  blocks: Block[],
  extensions?: readonly string[],
  previous = '',
): string {
  const writing = writingFor(extensions);
  const kept = textsOf(previous);
  const parts: string[] = [];
  const required = new Set<string>();
  for (const block of blocks) {
    const part: string = kept.get(keyOf(block))?.shift() ?? writeBlock(block, writing);
    const lifted = liftRequires(part, required);
    if (lifted.trim() !== '') parts.push(lifted);
    const requires = block.kind === 'rule' && block.rule.kind === 'custom' && block.rule.requires;
    for (const name of requires || []) required.add(name);
  }
  const dollars = writing.variables && parts.some((part) => part.includes(DOLLAR_READ));
  if (dollars) parts.unshift(DOLLAR);
  const body = parts.map((part) => `${part}\n`).join('\n');
  for (const name of extensionsNeeded(parseScript(body).commands)) required.add(name);
  const missing = [...required].find((name) => extensions && !isOffered(name, extensions));
  if (missing) throw new Unsayable('extension', missing);
  if (required.size === 0) return body;
  return `${printCommand(command('require', [texts([...required].toSorted())]))}\n\n${body}`;
}

/** Every server has the comparators of the base language, and none lists them. */
const isOffered = (name: string, extensions: readonly string[]) =>
  extensions.includes(name) || /^comparator-i;(octet|ascii-casemap)$/.test(name);

const DOLLAR_READ = `\${${DOLLAR_VARIABLE}}`;

/** See literals.ts. */
const DOLLAR = printCommand(command('set', [text(DOLLAR_VARIABLE), text('$')]));

/** The texts of blocks as they were read, by what they say. */
function textsOf(source: string): Map<string, string[]> {
  const kept = new Map<string, string[]>();
  for (const { block, text: part } of readPieces(source)) {
    // What a dollar means depends on the rest of the script: written anew.
    if (part === undefined || part.includes('${')) continue;
    const key = keyOf(block);
    const same = kept.get(key);
    if (same) same.push(part);
    else kept.set(key, [part]);
  }
  return kept;
}

/** The same for the same block, in whatever order its properties stand. */
function keyOf(block: Block): string {
  return JSON.stringify(block, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Takes `require` out of the middle, where it may not stand, and notes what it names. */
function liftRequires(part: string, required: Set<string>): string {
  if (!/require/i.test(part)) return part;
  const { commands, tail } = parseScript(part);
  for (const name of extensionsRequired(commands)) required.add(name);
  const kept = commands.map(({ name, asRead }) =>
    name === 'require' ? asRead!.lead : asRead!.lead + asRead!.text,
  );
  return kept.join('') + tail;
}
