import { describe, expect, it } from 'vitest';
import { splitQuote } from './quote-marks.ts';

const QUOTE =
  '<div class="sobre-quote"><div>On Monday:</div><blockquote><div>a</div></blockquote></div>';

describe('the original below a letter', () => {
  it('is parted from its words', () => {
    expect(splitQuote(`<div>Hi</div>${QUOTE}`)).toEqual({ html: '<div>Hi</div>', quote: QUOTE });
  });

  it('is the last one: an older one is within the words', () => {
    expect(splitQuote(`<div>Hi</div>${QUOTE}<div>and</div>${QUOTE}`).quote).toBe(QUOTE);
  });

  it.each([
    '<div>Hi</div>',
    `${QUOTE}<div>below it</div>`,
    `<div><div class="sobre-quote">inside</div></div>`,
    '<div class="sobre-quote">open',
    '',
  ])('is not there in %j', (html) => {
    expect(splitQuote(html)).toEqual({ html, quote: null });
  });
});
