import type { Script } from './parse.ts';
import type { Argument, Command, Test } from './tree.ts';

/** What a script says, without where it stands: for comparing two texts in tests. */
export function meaning(commands: Script['commands']): unknown {
  return commands.map(commandMeaning);
}

function commandMeaning({ name, arguments: args, tests, block }: Command): unknown {
  return [name, args.map(argumentMeaning), tests.map(testMeaning), block?.map(commandMeaning)];
}

export function testMeaning({ name, arguments: args, tests }: Test): unknown {
  return [name, args.map(argumentMeaning), tests.map(testMeaning)];
}

function argumentMeaning(argument: Argument): unknown {
  switch (argument.kind) {
    case 'list':
      return argument.items.map(({ value }) => value);
    case 'tag':
      return { tag: argument.name };
    default:
      return argument.value;
  }
}
