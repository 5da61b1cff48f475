import type { CustomRule } from '../filters.ts';
import type { Block } from './blocks.ts';
import { knownExtensions } from './known.ts';
import { type Dialect, DOLLAR_VARIABLE } from './literals.ts';
import { closingsOf, type Mark, oneLine, readMark, readName } from './marks.ts';
import { extensionsNeeded, extensionsRequired } from './needs.ts';
import { parseScript } from './parse.ts';
import { readMarked } from './read-block.ts';
import { readRuleBody } from './read-rule.ts';
import { idOf, RuleIds } from './rule-ids.ts';
import type { Comment } from './tokens.ts';
import { type Command, valuesOf } from './tree.ts';

/** A block and where it stands in the script. */
export interface Piece {
  block: Block;
  /** Its whole text, name and mark included; undefined where it would mean something else elsewhere. */
  text?: string;
}

/** Cuts a script into blocks. Never throws; a script with faults is one custom rule. */
export function readPieces(source: string): Piece[] {
  const { commands, comments, faults } = parseScript(source);
  if (faults.length > 0) {
    const rule = { id: idOf(source), name: '', enabled: true, kind: 'custom', source } as const;
    return [{ block: { kind: 'rule', rule }, text: source }];
  }
  const reader = new PieceReader(source, commands, comments);
  return reader.read();
}

class PieceReader {
  private readonly pieces: Piece[] = [];
  private readonly ids = new RuleIds();
  private readonly source: string;
  private readonly commands: Command[];
  private readonly comments: Comment[];
  private readonly closings: Map<string, number[]>;
  private readonly required: Set<string>;
  private readonly dialect: Dialect;
  private command = 0;
  private comment = 0;

  /** What stands before the next command and may belong to it. */
  private name?: { text: string; start: number };
  private mark?: Mark & { start: number };
  private loose: Comment[] = [];

  constructor(source: string, commands: Command[], comments: Comment[]) {
    this.source = source;
    this.commands = commands;
    this.comments = comments;
    this.closings = closingsOf(comments);
    this.required = extensionsRequired(commands);
    const variables = this.required.has('variables') || this.required.has('encoded-character');
    this.dialect = { variables };
  }

  read(): Piece[] {
    for (;;) {
      const command = this.commands[this.command];
      const comment = this.comments[this.comment];
      if (comment && comment.start < startOf(command)) this.readComment(comment);
      else if (command) this.readUnit();
      else break;
    }
    this.keepLoose();
    return this.pieces;
  }

  private readComment(comment: Comment): void {
    this.comment++;
    const name = readName(comment);
    if (name !== undefined) {
      this.keepLoose();
      this.name = { text: name, start: comment.start };
      return;
    }
    const mark = readMark(comment);
    if (mark?.kind === 'custom' || mark?.kind === 'reply') {
      if (this.readRegion(mark, comment)) return;
    } else if (mark?.kind === 'end') {
      return;
    } else if (mark) {
      this.mark = { ...mark, start: comment.start };
      return;
    }
    this.loose.push(comment);
  }

  /** Text between two marks, byte for byte. False when the second mark is missing. */
  private readRegion(mark: Mark, opening: Comment): boolean {
    const last = this.closings.get(mark.end)?.find((index) => index >= this.comment);
    const closing = last === undefined ? undefined : this.comments[last];
    if (last === undefined || !closing) return false;
    const lineEnd = this.source.startsWith('\r\n', opening.end) ? '\r\n' : '\n';
    const from = opening.end + lineEnd.length;
    const to = Math.max(from, closing.start - lineEnd.length);
    const source = this.source.slice(from, to);
    const { name } = this;
    this.forget();
    this.comment = last + 1;
    while (startOf(this.commands[this.command]) < closing.start) this.command++;
    const text = this.source.slice(name?.start ?? opening.start, closing.end);
    if (mark.kind === 'reply') {
      this.pieces.push({ block: { kind: 'reply', source }, text });
      return true;
    }
    const { enabled, requires } = mark.known;
    const rule: CustomRule = {
      id: this.ids.idFor(mark.known.id, text),
      name: name?.text ?? '',
      enabled,
      kind: 'custom',
      source: enabled
        ? source
        : source
            .split('\n')
            .map((line) => line.slice(2))
            .join('\n'),
      ...(requires.length > 0 && { requires }),
    };
    this.pieces.push({ block: { kind: 'rule', rule }, text });
    return true;
  }

  /** A command, with the branches of an `if`, or a run of plain commands. */
  private readUnit(): void {
    const first = this.commands[this.command]!;
    if (this.isFrame(first)) {
      this.keepLoose();
      this.forget();
      this.pass(first);
      return;
    }
    const unit = [first];
    while (this.belongs(first, this.commands[this.command + unit.length])) {
      unit.push(this.commands[this.command + unit.length]!);
    }
    const last = unit.at(-1)!;
    const inside = this.pass(last, unit.length);
    const block = unit.length === 1 ? this.understood(first, inside) : undefined;
    if (block) this.keep(block, first);
    else this.keepCustom(unit);
    this.forget();
  }

  /** `require`, and the variable that stands for a dollar sign: written anew each time. */
  private isFrame({ name, arguments: args }: Command): boolean {
    if (name === 'require') return true;
    const [variable, value] = args.map((argument) => valuesOf(argument)[0]?.value);
    return name === 'set' && args.length === 2 && variable === DOLLAR_VARIABLE && value === '$';
  }

  private belongs(first: Command, next: Command | undefined): boolean {
    if (!next) return false;
    if (first.name === 'if') return next.name === 'elsif' || next.name === 'else';
    // Plain commands stay together as long as nothing is said between them.
    const said =
      (this.comments[this.comment]?.start ?? Number.POSITIVE_INFINITY) < next.span!.start;
    return next.name !== 'if' && !this.isFrame(next) && !said;
  }

  /** Goes past commands and the comments before their end, which it answers. */
  private pass(last: Command, count = 1): Comment[] {
    this.command += count;
    const from = this.comment;
    while (startOf(this.comments[this.comment]) < last.span!.end) this.comment++;
    return this.comments.slice(from, this.comment);
  }

  private understood(command: Command, inside: Comment[]): Block | undefined {
    const { mark, name } = this;
    if (mark && mark.kind !== 'rule') return readMarked(mark.kind, command, inside, this.dialect);
    const body = readRuleBody(command, inside, this.dialect, mark?.known.hints);
    if (!body) return undefined;
    if (!name && !mark) this.takeName();
    const id = this.ids.idFor(mark?.known.id, this.textOf(command));
    return { kind: 'rule', rule: { id, name: this.name?.text ?? '', kind: 'simple', ...body } };
  }

  /** Other programs write a rule's name into a plain comment above it. */
  private takeName(): void {
    const last = this.loose.at(-1);
    if (last?.form !== 'hash') return;
    this.loose.pop();
    this.keepLoose();
    this.name = { text: oneLine(last.text.replace(/^[\s#]*(rule:)?/i, '')), start: last.start };
  }

  private keep(block: Block, command: Command): void {
    const start = Math.min(this.name?.start ?? Number.POSITIVE_INFINITY, this.start(command));
    const alone = this.loose.length === 0;
    const written = this.source.slice(start, command.span!.end);
    // Without a name, it would take for its name whatever comment comes to stand before it.
    const text = (this.name ?? this.mark) ? written : `# rule:[]\n${written}`;
    this.keepLoose();
    this.pieces.push(alone ? { block, text } : { block });
  }

  private keepCustom(unit: Command[]): void {
    const start = this.loose[0]?.start ?? unit[0]!.span!.start;
    const source = this.source.slice(start, unit.at(-1)!.span!.end);
    this.loose = [];
    const requires = this.requiresOf(unit, source);
    const rule: CustomRule = {
      id: this.ids.idFor(this.mark?.known.id, source),
      name: this.name?.text ?? '',
      enabled: true,
      kind: 'custom',
      source,
      ...(requires.length > 0 && { requires }),
    };
    this.pieces.push({ block: { kind: 'rule', rule } });
  }

  /** What the script requires that this text may need without showing it. */
  private requiresOf(unit: Command[], source: string): string[] {
    const shown = extensionsNeeded(unit);
    const inTexts = source.includes('${') ? ['variables', 'encoded-character'] : [];
    return [...this.required].filter(
      (name) => !shown.has(name) && (!knownExtensions.has(name) || inTexts.includes(name)),
    );
  }

  private keepLoose(): void {
    const [first] = this.loose;
    if (!first) return;
    const source = this.loose.map(({ start, end }) => this.source.slice(start, end)).join('\n');
    this.loose = [];
    const before = this.pieces.at(-1)?.block;
    if (before?.kind === 'text') before.source += `\n${source}`;
    else this.pieces.push({ block: { kind: 'text', source } });
  }

  private start(command: Command): number {
    return this.mark?.start ?? command.span!.start;
  }

  private textOf({ span }: Command): string {
    return this.source.slice(span!.start, span!.end);
  }

  private forget(): void {
    this.keepLoose();
    this.name = undefined;
    this.mark = undefined;
  }
}

/** Past the end for what there is not. */
function startOf(node: Comment | Command | undefined): number {
  if (!node) return Number.POSITIVE_INFINITY;
  return 'text' in node ? node.start : node.span!.start;
}
