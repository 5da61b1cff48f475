import { placed, type SieveFault } from './faults.ts';
import { isAction } from './known.ts';
import { nameOf, spanOf, TokenCursor } from './token-cursor.ts';
import { type Comment, type Token, tokenize } from './tokens.ts';
import type { Argument, Command, ListNode, Test } from './tree.ts';

export interface Script {
  source: string;
  commands: Command[];
  comments: Comment[];
  /** What stands after the last command. */
  tail: string;
  /** In the order of the source. Broken parts are left out of `commands` and stay in what leads the next. */
  faults: SieveFault[];
}

/**
 * Reads a script (RFC 5228 section 8). Never throws and never hangs, whatever the input; after a fault it
 * goes on at the next command.
 */
export function parseScript(source: string): Script {
  const { tokens, comments, faults } = tokenize(source);
  const parser = new Parser(tokens, faults);
  const commands = parser.commands();
  let at = 0;
  for (const command of commands) {
    const { start, end } = command.span!;
    command.asRead = { lead: source.slice(at, start), text: source.slice(start, end) };
    at = end;
  }
  return { source, commands, comments, tail: source.slice(at), faults: placed(source, faults) };
}

// Pigeonhole's own limits on both.
const DEEPEST = 32;

class Parser extends TokenCursor {
  /** The commands up to the end, or up to the bracket that closes the block. */
  commands(depth = 0): Command[] {
    const commands: Command[] = [];
    for (;;) {
      const token = this.token;
      if (token.kind === 'end' || (token.kind === '}' && depth > 0)) return commands;
      if (token.kind === '}') {
        this.fault('block-close');
        this.at++;
      } else if (token.kind !== 'identifier') {
        // Text that is no Sieve has its fault already.
        if (token.kind !== 'junk') this.fault('command-expected', { found: nameOf(token) });
        this.skip();
      } else {
        const command = this.command(depth);
        if (command) commands.push(command);
      }
    }
  }

  private command(depth: number): Command | undefined {
    const first = this.token as Token & { kind: 'identifier' };
    this.at++;
    const parts = this.parts(0, isAction(first.name));
    if (!parts) return this.skip();
    const command: Command = { name: first.name, ...parts };
    command.nameSpan = spanOf(first);
    const { token } = this;
    if (token.kind === '{') {
      const block = this.block(depth + 1);
      if (!block) return undefined;
      command.block = block;
      command.blockStart = token.start;
    } else if (token.kind === ';') {
      this.at++;
    } else {
      if (token.kind !== 'junk') this.faultAfter('end-expected', { name: first.name });
      // The next command may begin right here, when only the semicolon is forgotten.
      if (token.kind === 'identifier' || token.kind === '}' || token.kind === 'end')
        return undefined;
      return this.skip();
    }
    command.span = this.since(first);
    return command;
  }

  private block(depth: number): Command[] | undefined {
    const open = this.token;
    if (depth > DEEPEST) {
      this.fault('nested-deep');
      return this.skip();
    }
    this.at++;
    const commands = this.commands(depth);
    if (this.token.kind === '}') {
      this.at++;
      return commands;
    }
    this.faults.push({ code: 'block-open', ...spanOf(open) });
    return undefined;
  }

  /** Arguments and tests of a command or a test. */
  private parts(
    depth: number,
    action = false,
  ): { arguments: Argument[]; tests: Test[] } | undefined {
    const args: Argument[] = [];
    for (let argument = this.argument(); argument; argument = this.argument()) args.push(argument);
    if (this.broken) {
      this.broken = false;
      return undefined;
    }
    // `stop keep;`: a semicolon is missing, and no test meant.
    if (action && this.token.kind === 'identifier') return { arguments: args, tests: [] };
    const tests = this.tests(depth + 1);
    return tests && { arguments: args, tests };
  }

  private broken = false;

  private argument(): Argument | undefined {
    const { token } = this;
    const span = spanOf(token);
    if (token.kind === '[') return this.list();
    if (token.kind === 'string') {
      this.at++;
      return { kind: 'text', value: token.value, form: token.form, span };
    }
    if (token.kind === 'number') {
      this.at++;
      return { kind: 'number', value: token.value, span };
    }
    if (token.kind === 'tag') {
      this.at++;
      return { kind: 'tag', name: token.name, span };
    }
    return undefined;
  }

  private list(): ListNode | undefined {
    const open = this.token;
    this.at++;
    const items: ListNode['items'] = [];
    for (;;) {
      const { token } = this;
      if (token.kind !== 'string') {
        const empty = token.kind === ']' && items.length === 0;
        if (token.kind !== 'junk') this.fault(empty ? 'list-empty' : 'string-expected');
        break;
      }
      items.push({ kind: 'text', value: token.value, form: token.form, span: spanOf(token) });
      this.at++;
      if (this.takes(',')) continue;
      if (this.takes(']')) {
        return { kind: 'list', items, span: this.since(open) };
      }
      this.faults.push({ code: 'list-open', ...spanOf(open) });
      break;
    }
    this.broken = true;
    return undefined;
  }

  private tests(depth: number): Test[] | undefined {
    const open = this.token;
    if (open.kind === 'identifier') {
      const one = this.test(depth);
      return one && [one];
    }
    if (open.kind !== '(') return [];
    this.at++;
    const tests: Test[] = [];
    for (;;) {
      if (this.token.kind !== 'identifier') {
        if (this.token.kind !== 'junk') this.fault('test-expected');
        return undefined;
      }
      const one = this.test(depth);
      if (!one) return undefined;
      tests.push(one);
      if (this.takes(',')) continue;
      if (this.takes(')')) return tests;
      this.faults.push({ code: 'tests-open', ...spanOf(open) });
      return undefined;
    }
  }

  private test(depth: number): Test | undefined {
    const first = this.token as Token & { kind: 'identifier' };
    if (depth > DEEPEST) {
      this.fault('nested-deep');
      return undefined;
    }
    this.at++;
    const parts = this.parts(depth);
    return parts && { name: first.name, ...parts, span: this.since(first) };
  }
}
