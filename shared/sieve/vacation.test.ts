import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Absence, absence } from '../automatic-reply.ts';
import { parseScript } from './parse.ts';
import { readScriptFile, writeScriptFile } from './script-file.ts';
import type { Command } from './tree.ts';
import { readForeignReply } from './vacation-foreign.ts';
import { readVacation } from './vacation-read.ts';
import { isMachine } from './vacation-terms.ts';
import { writeVacation } from './vacation-write.ts';

const EXTENSIONS = ['vacation', 'date', 'relational', 'variables', 'envelope', 'include'];
const ADDRESSES = ['ana@test.example', 'bureau@test.example'];
const ground = { addresses: ADDRESSES, contacts: ['bob@else.example'], extensions: EXTENSIONS };
const plain: Absence = {
  id: 'summer',
  start: Date.UTC(2026, 6, 1, 7),
  end: Date.UTC(2026, 6, 15, 16, 30),
  subject: 'Away: {{subject}}',
  message: 'Gone fishing.',
  second: '',
  days: 7,
  except: [],
  who: 'everyone',
  told: false,
};

/** Signs and words that mean something to Sieve, to its variables, to JSON or to our marks. */
const sharp = fc.constantFrom(
  ...[
    '"',
    '\\',
    '\n',
    '\n.\n',
    '#',
    '/*',
    '*/',
    ';',
    '{',
    '}',
    `\${`,
    '}',
    '$',
    '{5+}',
    '\t',
    'é',
    '𝄞',
  ],
  ...[
    '{{subject}}',
    `\${sobre_subject}`,
    `\${sobre_dollar}`,
    `\${hex:22}`,
    '\u2028',
    '\u0085',
    ' ',
  ],
  ...['# sobre:end', '# sobre-reply {', '# rule:[x]', 'text:', '"; discard; "', 'require', 'a'],
);
const words = fc.array(sharp, { maxLength: 12 }).map((all) => all.join(''));
const line = words.map((text) => text.replace(/[\n\t\u2028\u0085]/g, ' '));
const minute = fc.integer({ min: 0, max: 60_000_000 }).map((count) => count * 60_000);
const anyAbsence: fc.Arbitrary<Absence> = fc.record({
  id: fc.stringMatching(/^[\w-]{1,20}$/),
  start: fc.option(minute),
  end: fc.option(minute),
  subject: line,
  message: words,
  second: words,
  days: fc.integer({ min: 1, max: 30 }),
  except: fc.subarray(ADDRESSES),
  who: fc.constantFrom('everyone', 'contacts'),
  told: fc.boolean(),
});

describe('a plan as Sieve', () => {
  it('is read as it was written, whatever its texts hold (S-32)', () => {
    fc.assert(
      fc.property(fc.array(anyAbsence, { maxLength: 4 }), fc.boolean(), (absences, enabled) => {
        const plan = { enabled, absences };
        const source = writeVacation(plan, ground);
        const script = writeScriptFile([{ kind: 'reply', source }], EXTENSIONS);
        const { blocks, faults } = readScriptFile(script);
        expect(faults).toEqual([]);
        expect(blocks).toEqual([{ kind: 'reply', source }]);
        expect(readVacation(source)).toMatchObject(plan);
      }),
    );
  });

  it('does nothing but answer, whatever its texts hold (S-32)', () => {
    const ALLOWED = ['set', 'if', 'elsif', 'vacation'];
    const names = (all: Command[]): string[] =>
      all.flatMap(({ name, block = [] }) => [name, ...names(block)]);
    fc.assert(
      fc.property(fc.array(anyAbsence, { maxLength: 4 }), (absences) => {
        const { commands, faults } = parseScript(
          writeVacation({ enabled: true, absences }, ground),
        );
        expect(faults).toEqual([]);
        expect(names(commands).filter((name) => !ALLOWED.includes(name))).toEqual([]);
      }),
    );
  });

  it('is one line of the plan when it is off, or when nobody would be answered', () => {
    const silent = [
      writeVacation({ enabled: false, absences: [plain] }, ground),
      writeVacation({ enabled: true, absences: [{ ...plain, except: ADDRESSES }] }, ground),
      writeVacation({ enabled: true, absences: [{ ...plain, message: ' \n' }] }, ground),
      writeVacation(
        { enabled: true, absences: [{ ...plain, who: 'contacts' }] },
        { ...ground, contacts: [] },
      ),
    ];
    for (const source of silent) expect(parseScript(source).commands).toEqual([]);
  });

  it('has another handle for another text, and the same one for other times', () => {
    const handle = (part: Partial<Absence>) =>
      /:handle "([^"]+)"/.exec(
        writeVacation({ enabled: true, absences: [{ ...plain, ...part }] }, ground),
      )?.[1];
    expect(handle({ end: null, days: 1 })).toBe(handle({}));
    for (const part of [{ message: 'x' }, { second: 'x' }, { subject: 'x' }, { id: 'winter' }])
      expect(handle(part)).not.toBe(handle({}));
  });

  it('that somebody broke by hand is read as none', () => {
    for (const broken of ['# sobre-reply {', '# sobre-reply {"enabled":1}', '# sobre-reply null'])
      expect(readVacation(broken)).toBeNull();
  });
});

describe('replies of other programs', () => {
  const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus/sieve');
  const read = (source: string) => readForeignReply(source, ADDRESSES);

  it('of Roundcube are held with their times', () => {
    const found = read(
      'require ["date","relational","vacation","fileinto"];\n# rule:[Vacation]\n' +
        'if allof (currentdate :zone "+0200" :value "ge" "iso8601" "2026-07-01T09:00:00+02:00", ' +
        'currentdate :zone "+0200" :value "le" "date" "2026-07-14")\n{\n' +
        '\tvacation :days 3 :addresses ["ana@test.example", "Bureau <bureau@test.example>"] ' +
        ':subject "En congé" text:\nBonjour,\n..\n.\n;\n}\n' +
        '# rule:[Bills]\nif header :contains "subject" "bill"\n{\n\tfileinto "Bills";\n}\n',
    );
    expect(found).toMatchObject({
      enabled: true,
      absence: {
        start: Date.UTC(2026, 6, 1, 7),
        end: Date.UTC(2026, 6, 14, 22),
        days: 3,
        subject: 'En congé',
        message: 'Bonjour,\n.',
        except: [],
      },
    });
    const { rest } = found as { rest: string };
    expect(rest).not.toContain('vacation :days');
    expect(readScriptFile(rest).blocks).toContainEqual(
      expect.objectContaining({ kind: 'rule', rule: expect.objectContaining({ name: 'Bills' }) }),
    );
  });

  it('without addresses answer for the mailbox alone, and a week is their custom', () => {
    expect(read('require "vacation";\nvacation "Away.";')).toMatchObject({
      absence: { days: 7, except: ['bureau@test.example'], start: null, end: null },
    });
  });

  it('that are switched off are held as such', () => {
    expect(read('require "vacation"; if false # allof (x)\n{ vacation "Away."; }')).toMatchObject({
      enabled: false,
      absence: { message: 'Away.' },
    });
  });

  it.each([
    ['a condition of their own', 'if header :contains "subject" "x" { vacation "a"; }'],
    ['a script that cannot be read', 'if { vacation "a" }'],
    ['two of them', 'if true { vacation "a"; } vacation "b";'],
    ['an else', 'if true { vacation "a"; } else { keep; }'],
    ['more than an answer', 'if true { vacation "a"; stop; }'],
    ['MIME', 'vacation :mime "Content-Type: text/html\r\n\r\n<p>";'],
    ['every time', 'vacation :seconds 0 "a";'],
    ['another sender', 'vacation :from "boss@else.example" "a";'],
    ['variables', `set "a" "b"; vacation "Dear \${a}";`],
  ])('that say more stay where they are: %s', (_what, source) => {
    expect(read(source)).toBe('unheld');
  });

  it('are not seen where there are none', () => {
    expect(read('keep; # vacation "a";')).toBeNull();
    expect(read('')).toBeNull();
  });

  const nextcloud = ['', '-no-end-date', '-special-chars-message', '-subject-placeholder'];
  it.skipIf(!existsSync(CORPUS))('of Nextcloud are held with their times and texts', () => {
    for (const kind of nextcloud) {
      const file = resolve(CORPUS, `nextcloud-mail/sieve-vacation-on${kind}.sieve`);
      const found = read(readFileSync(file, 'utf8'));
      expect(found, kind).toMatchObject({
        absence: {
          start: Date.UTC(2022, 8, 1, 23),
          days: 4,
          message: expect.stringContaining("I'm on vacation."),
          subject: kind === '-subject-placeholder' ? 'Re: {{subject}}' : 'On vacation',
        },
      });
    }
  });

  it.skipIf(!existsSync(CORPUS))(
    'of any corpus are held whole, or left alone, and never fail',
    () => {
      const all = readFileSync(resolve(CORPUS, 'index.jsonl'), 'utf8').trim().split('\n');
      for (const one of all) {
        const found = read(readFileSync(resolve(CORPUS, JSON.parse(one).file), 'utf8'));
        if (found === null || found === 'unheld') continue;
        expect(absence.safeParse(found.absence).success, one).toBe(true);
        expect(parseScript(found.rest).faults, one).toEqual([]);
      }
    },
  );
});

it('machines are known by the same signs as in the script', () => {
  const fields = (name: string, value: string) => new Map([[name, [value]]]);
  for (const [name, value] of [
    ...[
      ['list-id', '<x>'],
      ['precedence', 'BULK'],
      ['auto-submitted', 'auto-replied'],
    ],
    ...[
      ['x-spam-flag', 'YES'],
      ['return-path', '<>'],
      ['sender', 'News <noreply-12@x.example>'],
    ],
  ] as [string, string][])
    expect(isMachine(fields(name, value), 'a@x.example'), name).toBe(true);
  for (const [name, value] of [
    ...[
      ['auto-submitted', 'no'],
      ['precedence', 'normal'],
      ['x-spam-status', 'No, score=1'],
    ],
    ['reply-to', 'Renée <renoreply@x.example>'],
  ] as [string, string][])
    expect(isMachine(fields(name, value), 'a@x.example'), name).toBe(false);
  expect(isMachine(new Map(), 'no-reply@x.example')).toBe(true);
});
