import { placed, type SieveFault, type UnplacedFault } from './faults.ts';
import { type Kind, knownCommands, knownExtensions, knownTests, type Signature } from './known.ts';
import { extensionsRequired } from './needs.ts';
import { parseScript } from './parse.ts';
import { endsOpen } from './rule-terms.ts';
import { type Argument, type Command, type Span, type Test, valuesOf } from './tree.ts';

/**
 * Everything that can be said against a script without asking the server: faults of the grammar, or else
 * of the commands and their arguments. A script that requires an extension unknown here may use commands,
 * tests and tags that are unknown here.
 *
 * @param offered the server's extensions, when they are known.
 */
export function checkScriptText(source: string, offered?: readonly string[]): SieveFault[] {
  const { commands, faults } = parseScript(source);
  if (faults.length > 0) return faults;
  const checker = new Checker(extensionsRequired(commands));
  checker.script(commands, offered);
  return placed(source, checker.faults);
}

class Checker {
  readonly faults: UnplacedFault[] = [];
  private readonly required: Set<string>;
  /** Things may come from an extension that we do not know. */
  private readonly open: boolean;

  constructor(required: Set<string>) {
    this.required = required;
    this.open = [...required].some((name) => !knownExtensions.has(name));
  }

  script(commands: Command[], offered?: readonly string[]): void {
    const first = commands.findIndex(({ name }) => name !== 'require');
    for (const [index, command] of commands.entries()) {
      if (command.name !== 'require') continue;
      if (first !== -1 && index > first) this.add('require-late', command.nameSpan);
      for (const { value, span } of valuesOf(command.arguments[0])) {
        // Comparators of the base language may be required, and no server lists them.
        const known =
          !offered || offered.includes(value) || /^comparator-i;(octet|ascii-c)/.test(value);
        if (!known) this.add('extension-unknown', span, { extension: value });
      }
    }
    this.block(commands);
  }

  private block(commands: Command[]): void {
    let before = '';
    for (const command of commands) {
      const { name, nameSpan: span } = command;
      const follows = before === 'if' || before === 'elsif';
      if ((name === 'else' || name === 'elsif') && !follows) this.add('else-alone', span, { name });
      this.command(command);
      before = name;
    }
  }

  private command(command: Command): void {
    const { name, tests, block, nameSpan: span } = command;
    const signature = knownCommands.get(name);
    if (!signature) {
      if (!this.open) this.add('command-unknown', span, { name });
    } else {
      this.arguments(command, signature, span);
      this.tests(command, signature, span);
      if (signature.block && !block) this.add('block-missing', span, { name });
      if (!signature.block && block) this.add('block-extra', span, { name });
    }
    for (const test of tests) this.test(test);
    this.block(block ?? []);
  }

  private test(test: Test): void {
    const { name, tests, span } = test;
    const signature = knownTests.get(name);
    const place = span && { start: span.start, end: span.start + name.length };
    if (!signature) {
      if (!this.open) this.add('test-unknown', place, { name });
    } else {
      this.arguments(test, signature, place);
      this.tests(test, signature, place);
      this.patterns(test);
    }
    for (const inner of tests) this.test(inner);
  }

  /** The keys of a test stand last. Grammar allows what Pigeonhole crashes at, so that nothing is delivered. */
  private patterns({ arguments: args }: Test): void {
    if (!args.some((argument) => argument.kind === 'tag' && argument.name === 'matches')) return;
    for (const { value, span } of valuesOf(args.at(-1))) {
      if (endsOpen(value)) this.add('pattern-open', span);
    }
  }

  private tests({ name, tests }: Test | Command, signature: Signature, span?: Span): void {
    if (signature.tests && tests.length === 0) this.add('tests-missing', span, { name });
    const most = signature.tests === 'many' ? Number.POSITIVE_INFINITY : signature.tests ? 1 : 0;
    if (tests.length > most) this.add('tests-extra', tests[most]?.span, { name });
  }

  private arguments(node: Test | Command, signature: Signature, span?: Span): void {
    const { name } = node;
    this.needs(signature.extension, name, span);
    const plain = this.tags(node, signature);
    if (!plain) return;
    const { takes, optionalFirst, optionalLast } = signature;
    const short = plain.length < takes.length;
    const kinds = short && optionalFirst ? takes.slice(1) : takes;
    for (const [index, kind] of kinds.entries()) {
      const argument = plain[index];
      const last = index === kinds.length - 1;
      if (!argument) {
        if (!(optionalLast && last)) this.add('argument-missing', span, { name, kind });
        return;
      }
      if (!isKind(argument, kind)) this.add('argument-kind', argument.span, { name, kind });
    }
    const extra = plain[kinds.length];
    if (extra) this.add('argument-extra', extra.span, { name });
  }

  /** Looks at the tags and what belongs to them; answers the other arguments. */
  private tags(
    { name, arguments: args }: Test | Command,
    signature: Signature,
  ): Argument[] | undefined {
    const plain: Argument[] = [];
    const groups = new Map<string, string>();
    for (let index = 0; index < args.length; index++) {
      const argument = args[index]!;
      if (argument.kind !== 'tag') {
        plain.push(argument);
        continue;
      }
      const { name: tag, span } = argument;
      const known = signature.tags[tag];
      if (!known) {
        // What belongs to it cannot be told from the rest.
        if (this.open) return undefined;
        this.add('tag-unknown', span, { name, tag });
        continue;
      }
      this.needs(known.extension, `:${tag}`, span);
      const other = known.group && groups.get(known.group);
      if (other) this.add('tags-exclude', span, { tag, other });
      if (known.group) groups.set(known.group, tag);
      if (!known.takes) continue;
      const value = args[index + 1];
      if (value && isKind(value, known.takes)) index++;
      else this.add('tag-value', span, { tag, kind: known.takes });
    }
    return plain;
  }

  private needs(extension: string | undefined, name: string, span?: Span): void {
    // A script may ask with ihave (RFC 5463) instead of requiring.
    if (!extension || this.required.has('ihave')) return;
    const choices = extension.split('|');
    if (choices.some((choice) => this.required.has(choice))) return;
    this.add('require-missing', span, { name, extension: choices[0]! });
  }

  private add(code: UnplacedFault['code'], span?: Span, words: Record<string, string> = {}): void {
    const { start, end } = span ?? { start: 0, end: 0 };
    this.faults.push({ code, start, end, words });
  }
}

function isKind(argument: Argument, kind: Kind): boolean {
  if (kind === 'texts') return argument.kind === 'text' || argument.kind === 'list';
  return argument.kind === kind;
}
