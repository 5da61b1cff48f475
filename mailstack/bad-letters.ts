/** Messages that are built to hurt whoever reads them (security S-47). Lines end in CRLF. */

interface BadLetter {
  name: string;
  raw: string;
}

const lines = (...all: string[]) => all.join('\r\n');

const head = (subject: string, ...fields: string[]) =>
  lines(
    'From: Mallory <mallory@else.example>',
    'To: ana@test.example',
    `Subject: ${subject}`,
    'Date: Thu, 29 Feb 2024 09:30:00 +0000',
    'MIME-Version: 1.0',
    ...fields,
    '',
    '',
  );

const TEXT = 'Content-Type: text/plain; charset=utf-8';
const MIXED = 'Content-Type: multipart/mixed; boundary=b';

const many = (count: number, make: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i));

/** Multiparts in multiparts. */
function deep(depth: number): string {
  const open = many(depth, (i) =>
    lines(`Content-Type: multipart/mixed; boundary=b${i}_`, '', `--b${i}_`),
  );
  const close = many(depth, (i) => `--b${depth - 1 - i}_--`);
  const [first, ...rest] = open;
  return head('deep', first!).trimEnd() + lines('', ...rest, TEXT, '', 'The bottom.', ...close, '');
}

/** One of each kind; bytes and counts as the requirement names them. */
export function badLetters(): BadLetter[] {
  const addresses = (count: number) =>
    many(count, (i) => `Person ${i} <p${i}@else.example>`).join(',\r\n ');
  return [
    { name: 'deep', raw: deep(1000) },
    {
      name: 'parts',
      raw:
        head('parts', MIXED) +
        lines(
          '--b',
          TEXT,
          '',
          'The first.',
          ...many(100_000, () => '--b\r\n\r\nabcd'),
          '--b--',
          '',
        ),
    },
    {
      name: 'headers',
      raw:
        head('headers', `X-Big: ${many(1100, () => 'x'.repeat(950)).join('\r\n ')}`, TEXT) +
        'A word.\r\n',
    },
    {
      name: 'references',
      raw: `${head(
        'references',
        `References: ${many(30_000, (i) => `<${i}@else.example>`).join('\r\n ')}`,
        TEXT,
      )}A word.\r\n`,
    },
    {
      name: 'html',
      raw:
        head('html', 'Content-Type: text/html; charset=utf-8') +
        `<p>The start.</p>\r\n${`<p>${'word '.repeat(100)}</p>\r\n`.repeat(100_000)}`,
    },
    { name: 'line', raw: `${head('line', TEXT)}${'The start. '.repeat(950_000)}\r\n` },
    {
      name: 'recipients',
      raw: `${head('recipients', `Cc: ${addresses(100_000)}`, TEXT)}A word.\r\n`,
    },
    {
      name: 'senders',
      raw: `${head('senders', `Reply-To: ${addresses(5000)}`, TEXT)}A word.\r\n`,
    },
    {
      name: 'parameters',
      raw: `${head(
        'parameters',
        `Content-Type: text/plain;${many(20_000, (i) => `\r\n name*${i}=a`).join(';')}`,
      )}A word.\r\n`,
    },
    {
      name: 'letters in letters',
      raw: `${head(
        'letters in letters',
        many(300, (i) =>
          lines('Content-Type: message/rfc822', '', `Subject: n${i}`, 'MIME-Version: 1.0'),
        ).join('\r\n'),
        TEXT,
      )}The bottom.\r\n`,
    },
    {
      name: 'no end',
      raw: head('no end', MIXED) + lines('--b', TEXT, '', 'A word without an end'),
    },
    { name: 'no body', raw: 'Subject: no body\r\n\r\n' },
    { name: 'nothing', raw: '\r\n' },
  ];
}
