// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { sanitizeMail } from './sanitize.ts';

const folds = { quote: ['Show', 'Hide'], signature: ['Show it', 'Hide it'] } as const;
const clean = (html: string) => sanitizeMail(html, { folds });
const long = 'Are you free on Sunday? '.repeat(30);

describe('long quotations are folded', () => {
  it.each([
    [
      'Gmail',
      `<div>Yes.</div><div class="gmail_quote"><div class="gmail_attr">On Monday Ana wrote:</div><blockquote class="gmail_quote">${long}</blockquote></div>`,
    ],
    [
      'Thunderbird',
      `<p>Yes.</p><div class="moz-cite-prefix">On Monday:</div><blockquote type="cite">${long}</blockquote>`,
    ],
    [
      'Apple',
      `<div>Yes.</div><blockquote type="CITE">${long}<blockquote type="cite">${long}</blockquote></blockquote>`,
    ],
    [
      'Outlook',
      `<p>Yes.</p><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">From: Ana</div><p>${long}</p>`,
    ],
  ])('of %s', (_name, html) => {
    const { body } = clean(html);
    const details = body.querySelectorAll('details');
    expect(details).toHaveLength(1);
    expect(details[0]?.hasAttribute('open')).toBe(false);
    expect(details[0]?.textContent).toContain(long.trim());
    const outside = body.cloneNode(true) as Element;
    outside.querySelector('details')?.remove();
    expect(outside.textContent).toContain('Yes.');
    expect(outside.textContent).not.toContain('Sunday');
  });

  it.each([
    ['short', '<p>Yes.</p><blockquote type="cite">Sunday?</blockquote>'],
    ['a forwarded message', `<div><br></div><div class="gmail_quote">${long}</div>`],
    [
      'answered between the lines',
      `<p>Yes.</p><blockquote type="cite">${long}</blockquote><p>And no.</p>`,
    ],
    ['a quotation of a poet', `<p>Yes.</p><blockquote>${long}</blockquote>`],
  ])('but not %s', (_name, html) => {
    expect(clean(html).body.querySelector('details')).toBe(null);
  });

  it('and long signatures, with an answer below or not', () => {
    const html = `<p>Yes.</p><div class="gmail_signature">${long}</div>`;
    expect(clean(html).body.querySelector('summary')?.textContent).toBe('Show itHide it');
    expect(clean(`${html}<p>PS</p>`).body.querySelector('details')).not.toBe(null);
    expect(
      clean('<p>Yes.</p><div class="gmail_signature">Ana</div>').body.querySelector('details'),
    ).toBe(null);
  });

  it('and what is inside is cleaned like all the rest (S-5)', () => {
    const html = `<p>Yes.</p><blockquote type="cite" onclick="a()"><script>a()</script><img src=x onerror=a()>${long}<a href="javascript:a()">x</a></blockquote>`;
    const { root, body } = clean(html);
    expect(body.querySelectorAll('script, [onclick], [onerror], a[href], img[src]')).toHaveLength(
      0,
    );
    const once = root.outerHTML;
    const parsed = new DOMParser().parseFromString(once, 'text/html').documentElement.outerHTML;
    expect(clean(once).root.outerHTML).toBe(parsed);
  });

  it('a message of quotations only does not keep the browser (S-48)', () => {
    const many = `<p>x</p>${`<div class="gmail_quote">${long}</div>`.repeat(500)}`;
    expect(clean(many).body.querySelectorAll('details').length).toBeLessThanOrEqual(20);
  });
});
