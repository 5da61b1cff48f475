// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { textOfHtml } from './text-of-html.ts';

it.each([
  ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
  ['One<br>Two<div>Three</div>Four', 'One\nTwo\nThree\nFour'],
  ['  a \n b\t&nbsp; c ', 'a b c'],
  ['<table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table>', 'A B\nC'],
  ['<ul><li>One</li><li><p>Two</p></li></ul>', '- One\n- Two'],
  ['<pre>if x:\n    y\n</pre>end', 'if x:\n    y\n\nend'],
  [
    'Yes<blockquote>No<blockquote><p>Why?</p><p>So.</p></blockquote></blockquote>',
    'Yes\n> No\n>> Why?\n>>\n>> So.',
  ],
  ['A<hr>B', 'A\n----\nB'],
  [
    '<div>A</div><div>B</div><div><br></div><div>C<br></div>D<br><br><div>E</div>',
    'A\nB\n\nC\nD\n\nE',
  ],
  ['<title>t</title><style>p{}</style><script>1</script><svg><text>s</text></svg>B', 'B'],
  ['', ''],
])('reads %j', (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

it.each([
  '<p hidden>Secret</p>',
  '<p style="color:red; DISPLAY : none">Secret</p>',
  '<p style="visibility:hidden">Secret</p>',
  '<div style="max-height:0px;overflow:hidden"><p>Secret</p></div>',
  '<div style="opacity:0.0">Secret</div>',
  '<div style="font-size:0px">Secret</div>',
  '<div style="position:absolute;left:-9999px">Secret</div>',
  '<div style="text-indent:-999px">Secret</div>',
  '<span style="color:transparent">Secret</span>',
])('leaves out what nobody saw (S-19): %s', (html) => {
  expect(textOfHtml(`${html}<p>Open</p>`)).toBe('Open');
});

it.each([
  '<p style="opacity:0.5">Open</p>',
  '<p style="max-height:600px">Open</p>',
  '<p style="display:block">Open</p>',
  '<p style="line-height:0">Open</p>',
  '<p style="left:-2px;background-color:transparent">Open</p>',
  '<p style="font-size:0.9em">Open</p>',
])('keeps what they saw: %s', (html) => {
  expect(textOfHtml(html)).toBe('Open');
});
