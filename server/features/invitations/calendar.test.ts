import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCalendar } from './calendar.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const BASE = [
  'UID:meeting-1@agenda.example',
  'DTSTAMP:20261120T080000Z',
  'DTSTART:20261201T180000Z',
  'DTEND:20261201T200000Z',
  'SUMMARY:Council',
];

function read(lines: string[], around: { method?: string; zones?: string[] } = {}) {
  const { method = 'REQUEST', zones = [] } = around;
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...(method ? [`METHOD:${method}`] : []),
    ...zones,
  ];
  const text = [...head, 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
  return readCalendar(text, NOW);
}

const without = (name: string) => BASE.filter((one) => !one.startsWith(name));
const zone = (rule: string, tzid = 'Our zone') => [
  'BEGIN:VTIMEZONE',
  `TZID:${tzid}`,
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'TZOFFSETFROM:+0300',
  'TZOFFSETTO:+0200',
  ...(rule ? [`RRULE:${rule}`] : []),
  'END:STANDARD',
  'END:VTIMEZONE',
];

describe('an invitation', () => {
  it('says what, when, where and who', () => {
    const event = read([
      ...BASE,
      'SEQUENCE:2',
      'LOCATION:Town hall\\, room 3',
      'DESCRIPTION:Bring\\nthe books',
      'ORGANIZER;CN="Vidal, Clara":MAILTO:clara@else.example',
      'ATTENDEE;PARTSTAT=ACCEPTED;CN=Ana:mailto:ana@test.example',
      'ATTENDEE;PARTSTAT=NONSENSE:mailto:bruno@test.example',
      'ATTENDEE:tel:+331',
    ]);
    expect(event).toMatchObject({
      method: 'request',
      uid: 'meeting-1@agenda.example',
      sequence: 2,
      title: 'Council',
      place: 'Town hall, room 3',
      notes: 'Bring\nthe books',
      start: '2026-12-01T18:00:00.000Z',
      end: '2026-12-01T20:00:00.000Z',
      zone: '',
      repetition: null,
      organizer: { name: 'Vidal, Clara', address: 'clara@else.example' },
      guests: [
        { name: 'Ana', address: 'ana@test.example', answer: 'accepted' },
        { name: '', address: 'bruno@test.example', answer: 'needs-action' },
        { name: '', address: '', answer: 'needs-action' },
      ],
      guestCount: 3,
      isCancelled: false,
    });
  });

  it.each([
    ['DTSTART;TZID=Europe/Paris:20261201T190000', '2026-12-01T18:00:00.000Z', 'Europe/Paris'],
    [
      'DTSTART;TZID=America/New_York:20260701T090000',
      '2026-07-01T13:00:00.000Z',
      'America/New_York',
    ],
    [
      'DTSTART;TZID=/mozilla.org/20050126_1/Europe/Paris:20260701T090000',
      '2026-07-01T07:00:00.000Z',
      'Europe/Paris',
    ],
    ['DTSTART;TZID=Our zone:20261201T190000', '2026-12-01T17:00:00.000Z', ''],
    ['DTSTART;TZID=Unknown:20261201T190000', '2026-12-01T19:00:00', ''],
    ['DTSTART:20261201T190000', '2026-12-01T19:00:00', ''],
    ['DTSTART;VALUE=DATE:20261201', '2026-12-01', ''],
    ['DTSTART:nonsense', null, ''],
    ['DTSTART:', null, ''],
  ])('%s begins at %s', (line, start, name) => {
    const event = read([...without('DTSTART').filter((one) => !one.startsWith('DTEND')), line], {
      zones: zone('FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'),
    });
    expect(event).toMatchObject({ start, zone: name });
  });

  it.each([
    [['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261202'], null],
    [['DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261204'], '2026-12-03'],
    [['DTSTART:20261201T180000Z', 'DURATION:PT90M'], '2026-12-01T19:30:00.000Z'],
    [['DTSTART;TZID=Europe/Paris:20261201T190000', 'DURATION:PT1H'], '2026-12-01T19:00:00.000Z'],
    [['DTSTART:20261201T180000Z'], null],
  ])('%s ends at %s', (lines, end) => {
    expect(read([...without('DT'), 'DTSTAMP:20261120T080000Z', ...lines])?.end).toBe(end);
  });

  it.each([
    [
      'FREQ=WEEKLY;BYDAY=TU',
      { every: 'week', interval: 1, days: [2], next: '2026-12-01T18:00:00.000Z' },
    ],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=4',
      { every: 'week', interval: 2, days: [1, 4], count: 4 },
    ],
    [
      'FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270301T000000Z',
      { every: 'month', until: '2027-03-01T00:00:00.000Z' },
    ],
    ['FREQ=YEARLY', { every: 'year' }],
    ['FREQ=DAILY;COUNT=2', { every: 'day', count: 2 }],
    ['FREQ=SECONDLY', { every: 'other', next: null }],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', { every: 'other', next: null }],
    ['FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2', { every: 'other', next: null }],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', { every: 'other', next: null }],
    ['FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO', { every: 'other', next: null }],
    ['FREQ=YEARLY;BYSETPOS=999', { every: 'other', next: null }],
    ['FREQ=WEEKLY;INTERVAL=99999999', { every: 'other' }],
  ])('RRULE %s is told, or only that there is one (S-47)', (rule, expected) => {
    expect(read([...BASE, `RRULE:${rule}`])?.repetition).toMatchObject(expected);
  });

  it('that began long ago comes next in the future, but for days left out', () => {
    const old = [...without('DT'), 'DTSTAMP:20200101T000000Z', 'DTSTART:20260901T170000Z'];
    const rule = 'RRULE:FREQ=WEEKLY;BYDAY=TU';
    expect(read([...old, rule])?.repetition?.next).toBe('2026-11-24T17:00:00.000Z');
    expect(read([...old, rule, 'EXDATE:20261124T170000Z'])?.repetition?.next).toBe(
      '2026-12-01T17:00:00.000Z',
    );
    expect(read([...old, `${rule};COUNT=3`])?.repetition?.next).toBeNull();
    const ancient = ['DTSTART:00010101T000000Z', ...without('DTSTART')];
    expect(read([...ancient, 'RRULE:FREQ=DAILY'])?.repetition?.next).toBeNull();
  });

  it('whose zone never ends is read without it (S-47)', () => {
    for (const rule of [
      'FREQ=SECONDLY',
      'FREQ=YEARLY;BYSECOND=1',
      'FREQ=DAILY',
      'FREQ=YEARLY;BYHOUR=1,2',
    ]) {
      const lines = [...without('DTSTART'), 'DTSTART;TZID=Our zone:20261201T190000'];
      expect(read(lines, { zones: zone(rule) })?.start, rule).toBe('2026-12-01T19:00:00');
    }
  });

  it('is shortened, on one line, without signs that turn text around (S-11, S-49)', () => {
    const event = read([
      ...without('SUMMARY'),
      `SUMMARY:<img src=x onerror=alert(1)>\u202e\\n${'x'.repeat(2000)}`,
      `DESCRIPTION:${'y'.repeat(20_000)}`,
      ...Array.from({ length: 300 }, (_, i) => `ATTENDEE:mailto:g${i}@else.example`),
      'ORGANIZER:mailto:"x y"@else.example',
    ]);
    expect(event?.title).toMatch(/^<img src=x onerror=alert\(1\)> x{400,500}$/);
    expect(event?.notes).toHaveLength(5000);
    expect(event?.guests).toHaveLength(100);
    expect(event?.guestCount).toBe(300);
    expect(event?.organizer?.address).toBe('');
  });
});

describe('what is no calendar', () => {
  it.each([
    '',
    'nonsense',
    'BEGIN:VCALENDAR',
    'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
    'BEGIN:VCARD\r\nFN:x\r\nEND:VCARD',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR',
    'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\nEND:VCALENDAR',
    'BEGIN:VEVENT\r\n'.repeat(5000),
  ])('is nothing: %.40s', (text) => {
    expect(readCalendar(text, NOW)).toBeNull();
  });

  it('never throws', () => {
    const words = fc.constantFrom(
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'DTSTART',
      ':',
      ';',
      'TZID=',
      'RRULE:FREQ=WEEKLY;BYDAY=',
      '20261201',
      'DURATION:P',
      'ATTENDEE',
      '\r\n',
      '"',
      'EXDATE:',
      'ORGANIZER;CN=',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string())), (parts) => {
        readCalendar(parts.join(''), NOW);
        read(parts);
      }),
    );
  });
});

const corpus = join(import.meta.dirname, '../../../../shared/corpus/ical');

describe.skipIf(!existsSync(corpus))('the corpus', () => {
  const files = existsSync(corpus)
    ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.ics'),
      )
    : [];
  it.each(files)('%s is shown or refused', (name) => {
    const event = readCalendar(readFileSync(join(corpus, name), 'utf8'), NOW);
    for (const moment of [event?.start, event?.end, event?.repetition?.next]) {
      if (moment) expect(new Date(moment).getTime()).not.toBeNaN();
    }
  });
});
