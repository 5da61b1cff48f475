import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkScriptText } from './check.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus/sieve');
const hasCorpus = existsSync(resolve(CORPUS, 'index.jsonl'));

const faultsOf = (source: string, offered?: string[]) =>
  checkScriptText(source, offered).map(({ code, line, column }) => `${code} ${line}:${column}`);

describe('a script without a fault', () => {
  it.each([
    '',
    'keep;',
    'require "fileinto"; if header :contains "subject" ["a", "b"] { fileinto "X"; } else { keep; }',
    'require ["vacation"]; vacation :days 3 :addresses ["a@b"] :subject "s" "text";',
    'require ["variables","imap4flags"]; set :lower "a" "B"; addflag "var" ["x"]; addflag "y";',
    'require ["date","relational"]; if currentdate :value "ge" "iso8601" "2026" { discard; }',
    'require "editheader"; deleteheader "X"; deleteheader :index 1 :last "X" ["a"];',
    'require ["enotify"]; notify :importance "1" "mailto:a@b.example";',
    'require "vnd.example.new"; new :thing 4 "x" { keep; } if newer "x" { keep :soon; }',
    'require ["ihave"]; if ihave "fileinto" { fileinto "X"; }',
    'require ["comparator-i;ascii-casemap"]; keep;',
  ])('%s', (source) => {
    expect(faultsOf(source)).toEqual([]);
  });
});

describe('faults of meaning', () => {
  it.each([
    ['keep;\nfoo "x";', 'command-unknown 2:1'],
    ['if foo "x" { keep; }', 'test-unknown 1:4'],
    ['fileinto "X";', 'require-missing 1:1'],
    ['require "fileinto"; fileinto :copy "X";', 'require-missing 1:30'],
    ['if header :regex "a" "b" { keep; }', 'require-missing 1:11'],
    ['redirect :foo "a@b";', 'tag-unknown 1:10'],
    ['redirect 5;', 'argument-kind 1:10'],
    ['redirect;', 'argument-missing 1:1'],
    ['redirect "a@b" "c@d";', 'argument-extra 1:16'],
    ['keep { stop; }', 'block-extra 1:1'],
    ['if true;', 'block-missing 1:1'],
    ['if { keep; }', 'tests-missing 1:1'],
    ['if not (true, false) { keep; }', 'tests-extra 1:15'],
    ['else { keep; }', 'else-alone 1:1'],
    ['keep; require "fileinto";', 'require-late 1:7'],
    ['if header :is :contains "a" "b" { keep; }', 'tags-exclude 1:15'],
    ['if header :matches "subject" ["a", "half\\\\"] { keep; }', 'pattern-open 1:36'],
    ['if size :over "x" { keep; }', 'tag-value 1:9'],
    ['require ["vacation"]; vacation :days "3" "x";', 'tag-value 1:32'],
  ])('%s', (source, expected) => {
    expect(faultsOf(source)[0]).toBe(expected);
  });

  it('names the extensions that the server does not offer', () => {
    const source = 'require ["fileinto", "comparator-i;octet", "regex"]; keep;';
    expect(faultsOf(source, ['fileinto'])).toEqual(['extension-unknown 1:44']);
    expect(checkScriptText(source, ['fileinto'])[0]?.message).toBe(
      'The mail server does not offer “regex”.',
    );
  });

  it('says what is missing in words', () => {
    expect(checkScriptText('redirect 5;')[0]?.message).toBe('“redirect” needs a text here.');
    expect(checkScriptText('fileinto "X";')[0]).toMatchObject({
      message: '“fileinto” needs: require "fileinto";',
      words: { name: 'fileinto', extension: 'fileinto' },
    });
  });
});

// Fragments, things that only other servers have, and commands of before their RFC.
const NOT_PIGEONHOLE = /nextcloud-mail\/mail-filter_(parser|service)|horde|cyrus|thsmi/;

it.skipIf(!hasCorpus)('finds nothing against the scripts of other webmails', () => {
  const files = readFileSync(resolve(CORPUS, 'index.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): string => JSON.parse(line).file)
    .filter((file) => !NOT_PIGEONHOLE.test(file));
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((file) => {
    const faults = faultsOf(readFileSync(resolve(CORPUS, file), 'utf8'));
    return faults.map((fault) => `${file}: ${fault}`);
  });
  expect(found).toEqual([]);
});
