import { describe, expect, it } from 'vitest';
import { matches } from './wildcards.ts';

describe('wildcards', () => {
  it.each([
    ['hello', 'hello', true],
    ['hello', 'h*o', true],
    ['hello', 'h?llo', true],
    ['hello', 'h?lo', false],
    ['hello', '*', true],
    ['', '*', true],
    ['', '?', false],
    ['a*b', 'a\\*b', true],
    ['axb', 'a\\*b', false],
    ['a\\b', 'a\\\\b', true],
    ['re: re: x', 're:*x', true],
    ['abcabd', '*ab?', true],
    ['😀x', '?x', true],
  ])('%j is matched by %j: %s', (text, pattern, result) => {
    expect(matches(text, pattern)).toBe(result);
  });

  it('are no trap for long texts', () => {
    expect(matches('a'.repeat(4096), `${'*a'.repeat(400)}b`)).toBe(false);
  });
});
