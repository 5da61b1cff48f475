import type { UnplacedFault } from './faults.ts';
import type { Mark, Token } from './tokens.ts';
import type { Span } from './tree.ts';

/** A place among the tokens of a script, and the faults that are found on the way. */
export class TokenCursor {
  protected at = 0;
  private readonly tokens: Token[];
  protected readonly faults: UnplacedFault[];

  constructor(tokens: Token[], faults: UnplacedFault[]) {
    this.tokens = tokens;
    this.faults = faults;
  }

  /** Goes on after the command that cannot be read: past its semicolon or its block, whatever is in it. */
  protected skip(): undefined {
    let depth = 0;
    for (; this.token.kind !== 'end'; this.at++) {
      const { kind } = this.token;
      if (kind === '{') depth++;
      if (kind === '}' && depth === 0) return;
      if (kind === '}' && --depth === 0) break;
      if (kind === ';' && depth === 0) break;
    }
    if (this.token.kind !== 'end') this.at++;
  }

  protected takes(mark: Mark): boolean {
    if (this.token.kind !== mark) return false;
    this.at++;
    return true;
  }

  protected get token(): Token {
    return this.tokens[this.at]!;
  }

  protected since(first: Token): Span {
    return { start: first.start, end: this.tokens[this.at - 1]!.end };
  }

  protected fault(code: UnplacedFault['code'], words: Record<string, string> = {}): void {
    this.faults.push({ code, ...spanOf(this.token), words });
  }

  /** At the end of what was read last: where the missing sign belongs. */
  protected faultAfter(code: UnplacedFault['code'], words: Record<string, string>): void {
    const { end } = this.tokens[this.at - 1]!;
    this.faults.push({ code, start: Math.max(0, end - 1), end, words });
  }
}

export const spanOf = ({ start, end }: Span): Span => ({ start, end });

/** A token as a fault names it. */
export function nameOf(token: Token): string {
  switch (token.kind) {
    case 'string':
      return '"…"';
    case 'number':
      return String(token.value);
    case 'tag':
      return `:${token.name}`;
    default:
      return token.kind;
  }
}
