import { expect, it } from 'vitest';
import { redirectsOf } from './redirects.ts';
import { writeScriptFile } from './script-file.ts';

const of = (source: string) => redirectsOf(source);

it.each([
  ['redirect "a@b.example";', ['a@b.example']],
  [
    'if true { if header "x" "y" { redirect :copy "a@b"; } else { redirect "c@d"; } }',
    ['a@b', 'c@d'],
  ],
  ['redirect text:\na@b\n.\n;', ['a@b\n']],
  ['REDIRECT /* c */ "a\\@b";', ['a@b']],
  ['# redirect "a@b";\nkeep "redirect";', []],
  ['if false # true\n{ redirect "a@b"; }', []],
  ['if false { redirect "a@b"; } else { redirect "c@d"; }', ['c@d']],
  ['if not true { redirect "a@b"; }', ['a@b']],
  ['stop; redirect "a@b";', ['a@b']],
  ['require "enotify"; notify "mailto:a%40b,c@d?subject=x&cc=e@f";', ['a@b', 'c@d', 'e@f']],
  ['require "notify"; notify :method "mailto" :options "a@b" :message "x";', ['a@b']],
  ['require "vnd.dovecot.report"; report "abuse" "text" "a@b";', ['a@b']],
])('tells where mail may go: %s (S-11)', (source, addresses) => {
  expect(of(source)).toEqual({ addresses, unknown: [] });
});

it.each([
  ['require "variables"; set "a" "x@y"; redirect "${a}";', '${a}'],
  ['require "encoded-character"; redirect "x${hex:40}y";', 'x${hex:40}y'],
  ['require "extlists"; redirect :list "tag:x";', ''],
  ['redirect "a@b', 'redirect "a@b'],
])('tells when that cannot be told: %s (S-11)', (source, unknown) => {
  expect(of(source)).toEqual({ addresses: [], unknown: [unknown] });
});

it('sees forwarding and rules alike, and those that are off not (S-11)', () => {
  const source = (enabled: boolean) =>
    writeScriptFile([
      { kind: 'forwarding', forwarding: { enabled, addresses: ['a@b.example'], keep: true } },
      {
        kind: 'rule',
        rule: {
          id: 'r',
          name: 'n',
          enabled,
          kind: 'simple',
          match: 'all',
          conditions: [],
          actions: [{ do: 'redirect', address: 'c@d.example', keep: false }],
        },
      },
      {
        kind: 'rule',
        rule: { id: 'c', name: '', enabled, kind: 'custom', source: 'redirect "e@f";' },
      },
    ]);
  expect(of(source(true)).addresses).toEqual(['a@b.example', 'c@d.example', 'e@f']);
  expect(of(source(false)).addresses).toEqual([]);
});
