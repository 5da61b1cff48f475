import type { Script } from './parse.ts';
import type { Argument, Command, Test, TextNode } from './tree.ts';

/** A script as text: what was read and not replaced, byte for byte; what was made, in our own form. */
export function printScript({ commands, tail }: Pick<Script, 'commands' | 'tail'>): string {
  const parts = commands.map((command) =>
    command.asRead ? command.asRead.lead + command.asRead.text : `\n${printCommand(command)}`,
  );
  return parts.join('') + tail;
}

/** A command in the form that Roundcube writes: a tab for each level, brackets on lines of their own. */
export function printCommand(command: Command, indent = ''): string {
  const head = indent + printHead(command);
  if (!command.block) return `${head};`;
  const inside = command.block.map((inner) => `${printCommand(inner, `${indent}\t`)}\n`);
  return `${head}\n${indent}{\n${inside.join('')}${indent}}`;
}

export function printTest(test: Test): string {
  return printHead(test);
}

function printHead({ name, arguments: args, tests }: Test | Command): string {
  const parts = [name, ...args.map(printArgument)];
  if (tests.length > 0) parts.push(printTests(name, tests));
  return parts.join(' ');
}

function printTests(name: string, tests: Test[]): string {
  const inside = tests.map(printTest).join(', ');
  return tests.length > 1 || name === 'allof' || name === 'anyof' ? `(${inside})` : inside;
}

function printArgument(argument: Argument): string {
  switch (argument.kind) {
    case 'text':
      return printText(argument);
    case 'list':
      return `[${argument.items.map(printText).join(', ')}]`;
    case 'number':
      return printNumber(argument.value);
    case 'tag':
      return `:${argument.name}`;
  }
}

/**
 * Texts are printed in quotes, of several lines too: between "text:" and its full stop a text always ends
 * with a line end, which is not what every text does.
 */
function printText({ value }: TextNode): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function printNumber(value: number): string {
  for (const [unit, bytes] of UNITS) {
    if (value > 0 && value % bytes === 0) return `${value / bytes}${unit}`;
  }
  return String(value);
}

const UNITS = [
  ['G', 1024 ** 3],
  ['M', 1024 ** 2],
  ['K', 1024],
] as const;
