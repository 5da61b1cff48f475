import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FAKETIME } from '../../../mailstack/clock.ts';
import type { Absence } from '../../../shared/automatic-reply.ts';
import { writeScriptFile } from '../../../shared/sieve/script-file.ts';
import { writeVacation } from '../../../shared/sieve/vacation-write.ts';

const run = promisify(execFile);
const EXTENSIONS = ['vacation', 'date', 'relational', 'variables', 'envelope'];
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sobre-sieve-'));
  await chmod(home, 0o777);
  await writeFile(
    join(home, 'dovecot.conf'),
    [
      `mail_location = maildir:${home}/mail`,
      `log_path = ${home}/log`,
      // Nobody's: sieve-test runs as the mail user.
      ...['mail_uid = 65534', 'mail_gid = 65534', 'first_valid_uid = 1', 'first_valid_gid = 1'],
      // Dovecot's programs clear what they are not told to keep.
      'import_environment = $import_environment LD_PRELOAD FAKETIME',
      '',
    ].join('\n'),
  );
  await writeFile(
    join(home, 'message'),
    'From: bob@else.example\r\nTo: ana@test.example\r\nSubject: Caf=?utf-8?q?=C3=A9?=\r\n\r\nx\r\n',
  );
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** What Pigeonhole would answer at this moment; null = nothing. */
async function answerAt(moment: string): Promise<string | null> {
  const env = { ...process.env, TZ: 'UTC', HOME: home, LD_PRELOAD: FAKETIME, FAKETIME: moment };
  const options = ['-r', 'ana@test.example', '-a', 'ana@test.example', '-f', 'bob@else.example'];
  const files = [join(home, 'script.sieve'), join(home, 'message')];
  const { stdout } = await run(
    'sieve-test',
    ['-c', join(home, 'dovecot.conf'), ...options, ...files],
    { env },
  );
  return /START MESSAGE\s+(.*?)\s+END MESSAGE/s.exec(stdout)?.[1] ?? null;
}

it('an absence answers from its first second to its last, each in its turn, under any clock', async () => {
  const absence = (id: string, start: string | null, end: string | null): Absence => ({
    id,
    start: start === null ? null : Date.parse(start),
    end: end === null ? null : Date.parse(end),
    subject: '{{subject}}',
    message: id,
    second: '',
    days: 7,
    except: [],
    who: 'everyone',
    told: false,
  });
  const absences = [
    absence('summer', '2027-07-01T08:00:00+02:00', '2027-07-15T18:30:00+02:00'),
    // Over the change of the clocks, and of the year.
    absence('winter', '2027-10-30T08:00:00+02:00', '2028-02-29T12:00:00+01:00'),
    absence('open', '2029-01-01T00:00:00Z', null),
  ];
  const ground = { addresses: ['ana@test.example'], contacts: [], extensions: EXTENSIONS };
  const source = writeVacation({ enabled: true, absences }, ground);
  const script = writeScriptFile([{ kind: 'reply', source }], EXTENSIONS);
  await writeFile(join(home, 'script.sieve'), script);
  const expected = {
    '2027-07-01 05:59:59': null,
    '2027-07-01 06:00:00': 'summer',
    '2027-07-15 16:29:59': 'summer',
    '2027-07-15 16:30:00': null,
    '2027-10-30 05:59:59': null,
    '2027-10-31 23:30:00': 'winter',
    '2028-01-01 00:00:00': 'winter',
    '2028-02-29 10:59:59': 'winter',
    '2028-02-29 11:00:00': null,
    '2028-12-31 23:59:59': null,
    '2029-01-01 00:00:00': 'open',
    '2037-06-01 00:00:00': 'open',
  };
  const found = await Promise.all(
    Object.keys(expected).map(async (moment) => [moment, await answerAt(moment)]),
  );
  expect(Object.fromEntries(found)).toEqual(expected);
}, 60_000);
