// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cleanup, fireEvent, render } from '@testing-library/react';
import fc from 'fast-check';
import { createElement } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { I18n, speak } from '../../i18n/i18n.tsx';
import { PlainText } from './PlainText.tsx';
import { beginningOf, findLinks, piecesOf, readPlainText } from './plain-text.ts';

beforeAll(() => speak('en'));

const linesOf = (text: string, how = {}) =>
  readPlainText(text, how).map(({ depth, lines }) => [depth, ...lines]);

describe('plain text', () => {
  it('is lines, and quotations by their depth', () => {
    expect(linesOf('Hello\r\n\r\n> one\r\n> > two\r\n>> two\r\n>one\r\nend\r\n\r\n')).toEqual([
      [0, 'Hello', ''],
      [1, 'one'],
      [2, 'two', 'two'],
      [1, 'one'],
      [0, 'end'],
    ]);
    expect(linesOf('')).toEqual([[0, '']]);
    expect(linesOf('soft \nline')).toEqual([[0, 'soft ', 'line']]);
  });

  it('joins flowed lines of one paragraph (RFC 3676 section 4.2)', () => {
    const flowed = { flowed: true };
    expect(linesOf('one \ntwo \nthree\nfour', flowed)).toEqual([[0, 'one two three', 'four']]);
    expect(linesOf('one \n\ntwo', flowed)).toEqual([[0, 'one ', '', 'two']]);
    expect(linesOf('> one \n> two\n>> deep \n> three', flowed)).toEqual([
      [1, 'one two'],
      [2, 'deep '],
      [1, 'three'],
    ]);
  });

  it('takes out the blanks of DelSp, and those that stuff a line', () => {
    expect(linesOf('日本 \n語', { flowed: true, delSp: true })).toEqual([[0, '日本語']]);
    expect(linesOf(' From here\n > no quotation\n  two blanks\n>  one', { flowed: true })).toEqual([
      [0, 'From here', '> no quotation', ' two blanks'],
      [1, ' one'],
    ]);
  });

  it('keeps the mark of a signature apart', () => {
    expect(linesOf('Bye \n-- \nAna', { flowed: true })).toEqual([[0, 'Bye ', '-- ', 'Ana']]);
    expect(linesOf('> Bye\n> -- \n> Ana', { flowed: true })).toEqual([[1, 'Bye', '-- ', 'Ana']]);
  });

  it('loses no word, whatever it is', () => {
    const letters = (text: string) => text.replace(/[>\s]/g, '');
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, flowed) => {
        const shown = readPlainText(text, { flowed }).flatMap(({ lines }) => lines);
        expect(letters(shown.join('\n'))).toBe(letters(text));
        const pieces = piecesOf(shown).map((piece) => piece.text);
        expect(pieces.join('')).toBe(`${shown.join('\n')}\n`);
      }),
    );
  });

  it('is read at once, however odd (S-47, S-48)', () => {
    const long = (piece: string) => piece.repeat(300_000 / piece.length);
    const odd = ['a', '>', '> ', '\n', '>\n\n', 'a.', 'a@', 'a@a.', 'http://', '((', ').', 'x \n'];
    const started = performance.now();
    for (const piece of odd)
      for (const flowed of [true, false])
        for (const { lines } of readPlainText(long(piece), { flowed })) piecesOf(lines);
    for (const piece of odd) piecesOf(Array(200).fill(piece.repeat(5000 / piece.length)));
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(readPlainText(long('>\n\n')).length).toBeLessThan(2100);
    expect(piecesOf(Array(50_000).fill('http://a.example')).length).toBeLessThan(5000);
  });
});

describe('links in a text', () => {
  const linksOf = (line: string) =>
    findLinks(line).flatMap(({ text, href }) => (href ? [[text, href]] : []));
  const same = (...links: string[]) => links.map((link) => [link, link]);

  it('end before the punctuation of their sentence', () => {
    expect(linksOf('See https://a.example/b, or http://c.example/d?e=f#g.')).toEqual(
      same('https://a.example/b', 'http://c.example/d?e=f#g'),
    );
    expect(linksOf('Vraiment (https://a.example/b) ? « https://c.example/d »')).toEqual(
      same('https://a.example/b', 'https://c.example/d'),
    );
    expect(linksOf('<https://a.example/b>…"https://c.example/d"!')).toEqual(
      same('https://a.example/b', 'https://c.example/d'),
    );
  });

  it('keep brackets that they opened', () => {
    expect(linksOf('(https://a.example/Rust_(language)).')).toEqual(
      same('https://a.example/Rust_(language)'),
    );
  });

  it('are addresses and www too', () => {
    expect(linksOf('write to ana.silva+x@example.org, see www.example.org/a.')).toEqual([
      ['ana.silva+x@example.org', 'mailto:ana.silva+x@example.org'],
      ['www.example.org/a', 'https://www.example.org/a'],
    ]);
    expect(linksOf('jürgen@münchen.example')).toEqual([
      ['jürgen@münchen.example', 'mailto:jürgen@münchen.example'],
    ]);
  });

  it('name the host that the browser opens', () => {
    expect(linksOf('https://münchen.example/ü')).toEqual([
      ['https://münchen.example/ü', 'https://xn--mnchen-3ya.example/%C3%BC'],
    ]);
    expect(linksOf('https://pаypal.example')[0]?.[1]).toBe('https://xn--pypal-4ve.example/');
  });

  it('are no other schemes', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'ftp://a.example',
      'xhttp://a.example',
      'http://',
      'https://%',
      'a@b',
      '@b.example',
    ])
      expect(linksOf(text)).toEqual([]);
  });
});

describe('the beginning of a long text', () => {
  it('is the text where it is short, and ends with a line where it is long', () => {
    expect(beginningOf('a\nb', 1)).toEqual({ text: 'a\nb', hasMore: false });
    expect(beginningOf('', 1)).toEqual({ text: '', hasMore: false });
    const lines = 'word\n'.repeat(4000);
    expect(beginningOf(lines, 1)).toEqual({ text: lines, hasMore: false });
    expect(beginningOf(`${lines}end`, 1)).toEqual({ text: lines, hasMore: true });
    expect(beginningOf(`${lines}end`, 2)).toEqual({ text: `${lines}end`, hasMore: false });
  });

  it('is cut inside a line that is endless, each time further on', () => {
    const endless = `a\n${'x'.repeat(700_000)}`;
    expect(beginningOf(endless, 1)).toEqual({ text: endless.slice(0, 300_000), hasMore: true });
    expect(beginningOf(endless, 2)).toEqual({ text: endless.slice(0, 600_000), hasMore: true });
    expect(beginningOf(endless, 3)).toEqual({ text: endless, hasMore: false });
  });
});

describe('messages that want to break out, as plain text (S-9)', () => {
  const corpus = resolve(import.meta.dirname, '../../../../shared/corpus/html');
  const index = resolve(corpus, 'index.jsonl');
  const hasCorpus = existsSync(index);
  if (!hasCorpus) console.log('plain-text: skipped, there is no corpus beside the project');
  afterEach(cleanup);

  const show = (content: string, flowed: boolean) => {
    const body = {
      part: '1',
      type: 'text/plain' as const,
      content,
      flowed,
      delSp: false,
      truncated: false,
    };
    return render(createElement(I18n, null, createElement(PlainText, { body }))).container;
  };

  const expectText = (shown: Element) => {
    for (const element of shown.querySelectorAll('*')) {
      expect(['DIV', 'P', 'A', 'BLOCKQUOTE', 'BUTTON']).toContain(element.nodeName);
      for (const { name } of element.attributes)
        expect(name).toMatch(
          /^(class|style|dir|role|aria-[a-z]+|id|data-message-body|type|href|target|rel|referrerpolicy)$/,
        );
    }
    for (const link of shown.querySelectorAll('a')) {
      expect(link.getAttribute('href')).toMatch(/^(https?:\/\/|mailto:)/);
      expect(link.rel).toBe('noopener noreferrer');
    }
  };

  it('are drawn in steps when they are long (S-47)', () => {
    const shown = show('> a line of a very long letter\n'.repeat(9000), false);
    const lines = () => shown.textContent?.match(/a line/g)?.length ?? 0;
    fireEvent.click(shown.querySelector('blockquote button')!);
    expect(lines()).toBe(4000);
    const more = () =>
      [...shown.querySelectorAll('button')].find((one) =>
        /show-more-text|show more/.test(one.textContent),
      );
    fireEvent.click(more()!);
    fireEvent.click(more()!);
    expect(lines()).toBe(9000);
    expect(more()).toBeUndefined();
  });

  it('stay text', () => {
    const shown = show(
      'a@a.co?]<img/src="x"/onerror=alert(document.domain)>\n[<script>alert(1)</script>]\n> <b>',
      false,
    );
    expectText(shown);
    expect(shown.querySelector('a')?.getAttribute('href')).toBe('mailto:a@a.co');
    expect(shown.textContent).toContain('onerror=alert(document.domain)>');
  });

  it.skipIf(!hasCorpus)('stay text, all of the corpus', { timeout: 120_000 }, () => {
    const entries = readFileSync(index, 'utf8').trim().split('\n');
    for (const entry of entries) {
      const { file } = JSON.parse(entry) as { file: string };
      const html = readFileSync(resolve(corpus, file), 'utf8');
      expectText(show(html, true));
      cleanup();
    }
    expect(entries.length).toBeGreaterThan(800);
  });
});
