/** The syntax tree of a script (RFC 5228 section 8.2). A node that was made and not read has no span. */
export interface Span {
  start: number;
  end: number;
}

export interface TextNode {
  kind: 'text';
  value: string;
  form: 'quoted' | 'multiline';
  span?: Span;
}

/** A list in brackets; a single text is a TextNode. */
export interface ListNode {
  kind: 'list';
  items: TextNode[];
  span?: Span;
}

export interface NumberNode {
  kind: 'number';
  value: number;
  span?: Span;
}

export interface TagNode {
  kind: 'tag';
  /** Without the colon, in lower case. */
  name: string;
  span?: Span;
}

export type Argument = TextNode | ListNode | NumberNode | TagNode;

export interface Test {
  /** In lower case. */
  name: string;
  arguments: Argument[];
  tests: Test[];
  span?: Span;
}

export interface Command {
  name: string;
  arguments: Argument[];
  tests: Test[];
  /** The commands in curly brackets; undefined when a semicolon ends the command. */
  block?: Command[];
  span?: Span;
  /** Where the name stands: the place that faults about the whole command are shown at. */
  nameSpan?: Span;
  /** Where the block's opening bracket stands. */
  blockStart?: number;
  /** The source as it was read, for commands of the outermost level: what is not edited is printed so. */
  asRead?: { lead: string; text: string };
}

export const text = (value: string): TextNode => ({ kind: 'text', value, form: 'quoted' });
export const number = (value: number): NumberNode => ({ kind: 'number', value });
export const tag = (name: string): TagNode => ({ kind: 'tag', name });

/** One text plain, several as a list. */
export function texts(values: string[]): TextNode | ListNode {
  return values.length === 1 ? text(values[0]!) : { kind: 'list', items: values.map(text) };
}

export function test(name: string, args: Argument[] = [], tests: Test[] = []): Test {
  return { name, arguments: args, tests };
}

export function command(name: string, args: Argument[] = []): Command {
  return { name, arguments: args, tests: [] };
}

export function branch(name: string, tests: Test[], block: Command[]): Command {
  return { name, arguments: [], tests, block };
}

/** The texts of an argument that holds texts, as they stand. */
export function valuesOf(argument: Argument | undefined): TextNode[] {
  if (argument?.kind === 'text') return [argument];
  return argument?.kind === 'list' ? argument.items : [];
}
