// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { readWords, writeWords } from './words.ts';

const PICTURES = new Map([['a@b', '/api/folders/INBOX/messages/7/parts/2']]);

const inEditor = (html: string, pictures = PICTURES) => {
  const root = document.createElement('div');
  root.append(readWords(html, pictures));
  return root;
};
const again = (html: string) => writeWords(inEditor(html), PICTURES);

describe('the words of a rich letter', () => {
  it.each([
    '<div>Dear <b>Bruno</b>,</div><div><br></div>',
    '<ul><li>one</li></ul><h1>Plan</h1><pre>a\n  b</pre>',
    '<table class="sobre-table"><tbody><tr><td style="border: 1px solid red;">a</td></tr></tbody></table>',
    '<a href="https://a.example/">there</a><img alt="x" src="cid:a%40b">',
    '<img src="cid:unknown%40b"><img src="https://other.example/a.png">',
    '<blockquote type="cite"><div>a</div></blockquote>',
  ])('come back as they went in: %s', (html) => {
    expect(again(html)).toBe(html);
  });

  it('ask no other server, and not ours in its name (S-14, S-15)', () => {
    const root = inEditor(
      '<img src="https://other.example/a.png"><img src="/api/session"><img src="cid:a%40b"><p style="background:url(https://other.example/b)">x</p>',
    );
    const asked = [...root.querySelectorAll('img')].map((one) => one.getAttribute('src'));
    expect(asked).toEqual([null, null, '/api/folders/INBOX/messages/7/parts/2']);
    expect(root.innerHTML).not.toContain('url(');
  });

  it('hold nothing that runs, covers the page or wears its clothes', () => {
    const root = inEditor(
      '<script>1</script><p onclick="x()" id="root" class="Shell_top color" style="position:fixed">a</p><a href="javascript:x()">b</a><form><input></form><iframe></iframe><style>p{}</style>',
    );
    expect(root.innerHTML).toBe('<p class="color">a</p><a>b</a>');
  });

  it('keep blanks for those who see one of several', () => {
    const root = document.createElement('div');
    root.append('a   b');
    expect(writeWords(root, PICTURES)).toBe('a&nbsp;&nbsp; b');
    expect(inEditor('<p>a\n  b</p>').textContent).toBe('a b');
  });
});
