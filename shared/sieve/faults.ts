import type { ScriptFault } from '../filters.ts';

/**
 * What can be wrong with a script, by code, in English. The client says it in the reader's language
 * (`sieve-fault-<code>` in its catalogues); names in braces are filled from `words`.
 */
export const faultSentences = {
  'string-open': 'This text is never closed: a quotation mark is missing.',
  'comment-open': 'This comment is never closed: */ is missing.',
  'multiline-open': 'This text is never closed: a line with nothing but a full stop is missing.',
  'multiline-start': 'After “text:” a new line must begin.',
  'number-large': 'This number is too large.',
  character: 'The character “{found}” has no meaning here.',
  'carriage-return': 'A line of this text ends with CR alone; LF must follow.',
  nul: 'A script cannot hold the NUL character.',
  'command-expected': 'A command is expected here, not “{found}”.',
  'test-expected': 'A test is expected here, such as header or size.',
  'string-expected': 'A text in quotation marks is expected here.',
  'list-empty': 'A list needs at least one text.',
  'list-open': 'This list is never closed: ] is missing.',
  'tests-open': 'These tests are never closed: ) is missing.',
  'block-open': 'This block is never closed: a curly bracket is missing.',
  'block-close': 'This curly bracket closes nothing.',
  'end-expected': 'A semicolon is missing after “{name}”.',
  'nested-deep': 'Blocks or tests stand too deep inside one another.',
  'command-unknown': 'There is no command “{name}”.',
  'test-unknown': 'There is no test “{name}”.',
  'tag-unknown': '“{name}” knows no “:{tag}”.',
  'tag-value': '“:{tag}” needs {kind} after it.',
  'tags-exclude': '“:{tag}” and “:{other}” exclude each other.',
  'argument-kind': '“{name}” needs {kind} here.',
  'argument-missing': '“{name}” lacks an argument: {kind}.',
  'argument-extra': '“{name}” takes no further argument.',
  'block-missing': '“{name}” needs a block in curly brackets.',
  'block-extra': '“{name}” takes no block.',
  'tests-missing': '“{name}” needs a test.',
  'tests-extra': '“{name}” takes no test.',
  'require-missing': '“{name}” needs: require "{extension}";',
  'require-late': '“require” must stand before all other commands.',
  'extension-unknown': 'The mail server does not offer “{extension}”.',
  'pattern-open': 'This pattern ends in half an escape: nothing follows its last backslash.',
  'else-alone': '“{name}” must follow an if or an elsif.',
} as const;

export type FaultCode = keyof typeof faultSentences;

/** A fault with the span of the source that it is about (offsets in UTF-16 units). */
export interface SieveFault extends ScriptFault {
  code: FaultCode;
  words: Record<string, string>;
  start: number;
  end: number;
}

/** A fault at a place that is known by its offset; lines and columns are filled by `placed`. */
export interface UnplacedFault {
  code: FaultCode;
  start: number;
  end: number;
  words?: Record<string, string>;
}

// More help nobody, and each costs a walk along its line.
const MOST = 100;

/** Gives the first hundred faults their lines and columns, in the order of the source. */
export function placed(source: string, faults: UnplacedFault[]): SieveFault[] {
  const sorted = faults.toSorted((a, b) => a.start - b.start).slice(0, MOST);
  const result: SieveFault[] = [];
  let line = 1;
  let lineStart = 0;
  for (const { code, start, end, words = {} } of sorted) {
    for (let next = source.indexOf('\n', lineStart); next !== -1 && next < start; ) {
      line++;
      lineStart = next + 1;
      next = source.indexOf('\n', lineStart);
    }
    const column = [...source.slice(lineStart, start)].length + 1;
    result.push({ line, column, start, end, code, words, message: sentence(code, words) });
  }
  return result;
}

function sentence(code: FaultCode, words: Record<string, string>): string {
  const said: Record<string, string> = { ...words, kind: kindWords[words.kind ?? ''] ?? '' };
  return faultSentences[code].replace(/\{(\w+)\}/g, (_, word: string) => said[word] ?? '');
}

/** The client's catalogues say these by a `select`. */
const kindWords: Record<string, string> = {
  text: 'a text',
  texts: 'a text or a list of texts',
  number: 'a number',
};
