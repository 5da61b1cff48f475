import { expect, it } from 'vitest';
import { readAuthentication } from './authentication.ts';
import { readHeaderFields } from './header-fields.ts';
import { readWayOut } from './way-out.ts';

const POST = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click';
const SIGNED =
  'DKIM-Signature: v=1; d=shop.example; s=k; h=from:list-unsubscribe:list-unsubscribe-post; b=x';
const PASS = 'mx.ours.example; dkim=pass header.d=shop.example header.s=k';

function wayOut(lines: string[], results = PASS) {
  const fields = readHeaderFields(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`));
  return readWayOut(fields, readAuthentication([results], ['mx.ours.example']));
}

it('offers one click for https, announced, and signed by a domain that our server confirms (S-42)', () => {
  const unsubscribe =
    'List-Unsubscribe: <https://shop.example/u?id=1>,\r\n <mailto:u@shop.example>';
  expect(wayOut([unsubscribe, POST, SIGNED])).toEqual({
    oneClick: true,
    host: 'shop.example',
    letter: { to: 'u@shop.example', subject: 'unsubscribe', text: '' },
    page: 'https://shop.example/u?id=1',
  });
  expect(wayOut([unsubscribe, SIGNED])?.oneClick).toBe(false);
  expect(wayOut([unsubscribe, POST])?.oneClick).toBe(false);
  expect(wayOut([unsubscribe, POST, SIGNED], 'mx.ours.example; dkim=fail')?.oneClick).toBe(false);
  expect(wayOut([unsubscribe, POST, SIGNED], PASS.replace('ours', 'evil'))?.oneClick).toBe(false);
  const plain = 'List-Unsubscribe: <http://shop.example/u>';
  expect(wayOut([plain, POST, SIGNED])).toMatchObject({
    oneClick: false,
    page: 'http://shop.example/u',
  });
});

it('takes of a mailto only one recipient, subject and text (S-50)', () => {
  const ask = (address: string) => wayOut([`List-Unsubscribe: <${address}>`])?.letter ?? null;
  expect(
    ask('mailto:u%2B1@l.example?subject=bye%20now&body=please&cc=x@y.example&attach=/etc/passwd'),
  ).toEqual({
    to: 'u+1@l.example',
    subject: 'bye now',
    text: 'please',
  });
  expect(ask('mailto:u@l.example?subject=a%0d%0aBcc:x@y.example')?.subject).toBe(
    'a Bcc:x@y.example',
  );
  expect(ask('mailto:u@l.example?subject=%E0%A4%A')?.subject).toBe('%E0%A4%A');
  expect(ask('mailto:a@l.example,b@l.example')?.to).toBe('a@l.example');
  expect(ask('mailto:')).toBeNull();
  expect(ask('mailto:"x y"@l.example')).toBeNull();
});

it.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'ftp://l.example/',
  'data:text/html,x',
  'https://u:p@l.example/',
  'nonsense',
  '',
])('does not know the way %s', (address) => {
  expect(wayOut([`List-Unsubscribe: <${address}>`, POST, SIGNED])).toBeNull();
});
