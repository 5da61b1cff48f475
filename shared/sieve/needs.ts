import { knownCommands, knownTests, type Signature } from './known.ts';
import { type Argument, type Command, type Test, valuesOf } from './tree.ts';

/**
 * The extensions that these commands need, as far as the commands show it: what is written inside texts
 * (variables, encoded characters) and things of unknown extensions do not.
 */
export function extensionsNeeded(commands: Command[]): Set<string> {
  const needed = new Set<string>();
  for (const command of commands) addCommand(command, needed);
  return needed;
}

function addCommand({ name, arguments: args, tests, block }: Command, needed: Set<string>): void {
  addSignature(knownCommands.get(name), args, needed);
  for (const test of tests) addTest(test, needed);
  for (const inner of block ?? []) addCommand(inner, needed);
}

function addTest({ name, arguments: args, tests }: Test, needed: Set<string>): void {
  addSignature(knownTests.get(name), args, needed);
  for (const inner of tests) addTest(inner, needed);
}

function addSignature(signature: Signature | undefined, args: Argument[], needed: Set<string>) {
  const ofTags = new Set<string>();
  for (const [index, argument] of args.entries()) {
    if (argument.kind !== 'tag') continue;
    const extension = signature?.tags[argument.name]?.extension;
    if (extension) ofTags.add(extension);
    if (argument.name === 'comparator') addComparator(args[index + 1], ofTags);
  }
  const choices = signature?.extension?.split('|') ?? [];
  // One of several that bring the thing: one that a tag asks for is enough.
  if (choices[0] && !choices.some((one) => ofTags.has(one))) needed.add(choices[0]);
  for (const one of ofTags) needed.add(one);
}

function addComparator(argument: Argument | undefined, needed: Set<string>): void {
  const [name] = valuesOf(argument);
  if (name && !BUILT_IN.has(name.value)) needed.add(`comparator-${name.value}`);
}

const BUILT_IN = new Set(['i;octet', 'i;ascii-casemap']);

/** The extensions that the script's own `require` commands name. */
export function extensionsRequired(commands: Command[]): Set<string> {
  const requires = commands.filter(({ name }) => name === 'require');
  return new Set(
    requires.flatMap(({ arguments: args }) => valuesOf(args[0]).map(({ value }) => value)),
  );
}
