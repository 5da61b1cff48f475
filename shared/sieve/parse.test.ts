import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScript } from './parse.ts';
import { printCommand, printScript } from './print.ts';
import { meaning } from './testing.ts';
import { tokenize } from './tokens.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus/sieve');
const hasCorpus = existsSync(resolve(CORPUS, 'index.jsonl'));

const OWN = [
  '',
  '# nothing but a comment',
  'keep;',
  'require ["fileinto"];\r\nif header :contains "subject" "x" {\r\n  fileinto "X";\r\n}\r\n',
  'if anyof (not exists ["a","b"], size :over 100K) /* why */ { discard; stop; } # end\n',
  'reject text: # words\nDear friend,\n..dots\n.\n;\nkeep;',
  'if true { if false {} elsif allof (true) { keep; } else { stop; } }',
  'redirect "a\\"b\\\\c@example.org";',
];

function corpusScripts(): string[] {
  if (!hasCorpus) return [];
  return readFileSync(resolve(CORPUS, 'index.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => readFileSync(resolve(CORPUS, JSON.parse(line).file), 'utf8'));
}

const scripts = [...OWN, ...corpusScripts()];

describe('reading and printing', () => {
  it('prints what it read byte for byte, of scripts of every origin', () => {
    for (const source of scripts) expect(printScript(parseScript(source))).toBe(source);
  });

  it('prints a tree as a text that is read as the same tree', () => {
    for (const source of scripts) {
      const { commands } = parseScript(source);
      const again = parseScript(commands.map((one) => printCommand(one)).join('\n'));
      expect(again.faults).toEqual([]);
      expect(meaning(again.commands)).toEqual(meaning(commands));
    }
  });

  it.skipIf(!hasCorpus)('finds no fault in the scripts that servers accept', () => {
    const faulty = scripts.filter((source) => parseScript(source).faults.length > 0);
    expect(faulty.map((source) => parseScript(source).faults[0])).toEqual([]);
  });

  it('reads texts as RFC 5228 section 2.4.2 says', () => {
    const [reject] = parseScript('reject text: # c\r\nA\r\n..B\r\n.C\r\n.\r\n;').commands;
    expect(reject?.arguments).toMatchObject([{ value: 'A\r\n.B\r\nC\r\n', form: 'multiline' }]);
    const [keep] = parseScript('x "a\\"\\\\\\b\r\nc" 2K 3m 0;').commands;
    expect(keep?.arguments).toMatchObject([
      { value: 'a"\\b\r\nc' },
      { value: 2048 },
      { value: 3 * 1024 * 1024 },
      { value: 0 },
    ]);
  });

  it('knows identifiers and tags in any case', () => {
    const [command] = parseScript('IF Header :CONTAINS "a" "b" {}').commands;
    expect(command).toMatchObject({ name: 'if', tests: [{ name: 'header' }] });
    expect(command?.tests[0]?.arguments[0]).toMatchObject({ name: 'contains' });
  });
});

describe('faults', () => {
  const faultOf = (source: string) => {
    const [fault] = parseScript(source).faults;
    return fault && [fault.code, fault.line, fault.column];
  };

  it.each([
    ['keep', ['end-expected', 1, 4]],
    ['keep;\nstop\ndiscard;', ['end-expected', 2, 4]],
    ['keep;\n  "x";', ['command-expected', 2, 3]],
    ['redirect "abc;\nkeep;', ['string-open', 1, 10]],
    ['/* abc', ['comment-open', 1, 1]],
    ['reject text:\nabc\n.', ['multiline-open', 1, 8]],
    ['reject text: abc', ['multiline-start', 1, 8]],
    ['if header "é𝄞" [] {}', ['list-empty', 1, 17]],
    ['if header ["a" "b"] {}', ['list-open', 1, 11]],
    ['if allof (true, ) {}', ['test-expected', 1, 17]],
    ['if allof (true {}', ['tests-open', 1, 10]],
    ['if true {\n keep;', ['block-open', 1, 9]],
    ['keep; }', ['block-close', 1, 7]],
    ['keep; é', ['character', 1, 7]],
    ['redirect "a\0b";', ['nul', 1, 10]],
    ['if size :over 99999999999999999999 {}', ['number-large', 1, 15]],
  ])('%j', (source, expected) => {
    expect(faultOf(source)).toEqual(expected);
  });

  it('goes on at the next command', () => {
    const { commands, faults } = parseScript(
      'keep "x" [;\nif bad ( { stop; }\ndiscard;\n%%\nstop;',
    );
    expect(faults.map(({ line }) => line)).toEqual([1, 2, 4]);
    expect(commands.map(({ name }) => name)).toEqual(['discard']);
  });

  it('names a depth that no server reads, and survives it', () => {
    for (const deep of ['if true {', 'if not ', 'if allof (', 'if [', '((', '{', '[']) {
      expect(parseScript(deep.repeat(20_000)).faults.length).toBeGreaterThan(0);
    }
    expect(faultOf(`${'if true {'.repeat(40)}${'}'.repeat(40)}`)?.[0]).toBe('nested-deep');
    expect(faultOf(`if ${'not '.repeat(40)} true {}`)?.[0]).toBe('nested-deep');
    expect(faultOf(`${'if true {'.repeat(30)}${'}'.repeat(30)}`)).toBeUndefined();
  });
});

describe('any input', () => {
  const pieces = fc.constantFrom(
    ...['if', 'keep', ':is', '"', '"x"', '[', ']', '(', ')', '{', '}', ',', ';', '\\', '#', '/*'],
    ...['*/', 'text:', '\n', '\r\n', '.', '..', '9K', 'é', '\0', '\ud800', ' ', 'anyof', '%'],
  );
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(pieces, { maxLength: 80 }).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom(...scripts), fc.nat(), fc.nat(40), pieces)
      .map(([source, place, length, piece]) => {
        const at = place % (source.length + 1);
        return source.slice(0, at) + piece + source.slice(at + length);
      }),
  );

  it('is read to the end, and printed as it was', () => {
    fc.assert(
      fc.property(noise, (source) => {
        const script = parseScript(source);
        expect(printScript(script)).toBe(source);
        for (const { line, column, start, end } of script.faults) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(0 <= start && start <= end && end <= source.length).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is cut into tokens with nothing but white space and comments between', () => {
    fc.assert(
      fc.property(noise, (source) => {
        const { tokens, comments } = tokenize(source);
        const spans = [...tokens, ...comments].toSorted((a, b) => a.start - b.start);
        let at = 0;
        for (const { start, end } of spans) {
          expect(source.slice(at, start)).toMatch(/^[ \t\r\n]*$/);
          at = end;
        }
        expect(at).toBe(source.length);
      }),
      { numRuns: 200 },
    );
  });

  it('costs as much as it is long', () => {
    const parts = ['"', '/*', 'text:\n', '[', 'a ', '% ', ': ', '#\n', '}', '"a",', 'if true {'];
    // A quadratic reader would need hours for these.
    for (const part of parts) parseScript(part.repeat(200_000 / part.length));
  });
});
