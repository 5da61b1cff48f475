// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { cleanSignature } from './signature-html.ts';

const clean = (html: string) => {
  const box = document.createElement('div');
  box.append(cleanSignature(html));
  return box.innerHTML;
};

it('keeps the plain looks', () => {
  const plain =
    '<p><b>Ana</b> <i>Ferreira</i><br><a href="https://else.example/">our page</a></p><ul><li>x</li></ul>';
  expect(clean(plain)).toBe(plain);
  const picture = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="logo" width="80">';
  expect(clean(picture)).toBe(picture);
});

it.each([
  '<img src=x onerror="alert(1)">',
  '<img src="https://evil.example/pixel.gif">',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<img src="data:text/html;base64,PHN2Zz4=">',
  '<script>alert(1)</script>',
  '<style>p{color:red}</style>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<iframe src="https://evil.example/"></iframe>',
  '<form action="https://evil.example/"><input name=q></form>',
])('lets nothing through that runs or loads: %s (S-10)', (html) => {
  expect(clean(html)).toBe('');
});

it('takes addresses and looks off what may stay (S-10)', () => {
  expect(clean('<a href="javascript:alert(1)" style="position:fixed" onclick="x()">x</a>')).toBe(
    '<a>x</a>',
  );
  expect(clean('<p class="x" id="root" data-x="1" style="display:none">words</p>')).toBe(
    '<p>words</p>',
  );
});
