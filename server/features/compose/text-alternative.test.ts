import { expect, it } from 'vitest';
import { textOf } from './text-alternative.ts';

it.each([
  ['<div>One</div><div><br></div><div>Two</div>', 'One\n\nTwo'],
  ['<h1>Plan</h1><p>Do it</p>', 'Plan\n\nDo it'],
  ['<ul><li>One</li><li>Two<ul><li>deep</li></ul></li></ul>', '- One\n- Two\n  - deep'],
  ['<ol><li>One</li><li>Two</li></ol>', '1. One\n 2. Two'],
  ['see <a href="https://a.example/x">this</a>', 'see this <https://a.example/x>'],
  ['see <a href="https://a.example/">https://a.example/</a>', 'see https://a.example/'],
  ['<a href="mailto:bo@b.example">Bo</a>', 'Bo'],
  ['A<blockquote type="cite">B<br>C<blockquote>D</blockquote></blockquote>', 'A\n> B\n> C\n> > D'],
  ['<table><tr><td>lay</td><td>out</td></tr><tr><td>two</td></tr></table>', 'lay out\ntwo'],
  [
    '<table class="sobre-table"><tr><td>Name</td><td>Price</td></tr><tr><td>Apple</td><td>3</td></tr></table>',
    'Name    Price\nApple   3',
  ],
  ['Bye<div class="sobre-signature">Ana</div>', 'Bye\n-- \nAna'],
  ['a<img src="cid:x" alt="">b', 'ab'],
])('reads %j', (html, expected) => {
  const lines = textOf(html).trim().split('\n');
  expect(lines.map((line) => (line === '-- ' ? line : line.trimEnd())).join('\n')).toBe(expected);
});
