import { expect, it } from 'vitest';
import { sameAddress, wireAddress, withoutDetail } from './address.ts';
import { recipient } from './compose.ts';

it('an address on the wire has its domain in A-labels (S-29)', () => {
  expect(wireAddress('Ana@Example.ORG')).toBe('Ana@example.org');
  expect(wireAddress('ana@Münchén.example')).toBe('ana@xn--mnchn-esa3k.example');
  expect(wireAddress('ana@日本.example')).toBe('ana@xn--wgv71a.example');
  // Whoever takes these letters takes the domain in its own.
  expect(wireAddress('jürgen@münchen.example')).toBe('jürgen@münchen.example');
  expect(wireAddress('ana@１２７.0.0.1')).toBeNull();
  expect(wireAddress('ana@a＠b.example')).toBeNull();
  expect(wireAddress('ana@℀.example')).toBeNull();
});

it('characters that a library would drop are no address (S-29)', () => {
  for (const hidden of ['\u00ad', '\u200b', '\u034f', '\ufe0f', '\u3164', '\u2064'])
    expect(recipient.safeParse({ name: '', address: `a@good${hidden}corp.example` }).success).toBe(
      false,
    );
});

it('two spellings of one mailbox are one', () => {
  expect(sameAddress('Ana@MÜNCHEN.example', 'ana@xn--mnchen-3ya.example')).toBe(true);
  expect(sameAddress('ana@a.example', 'ana@b.example')).toBe(false);
  expect(withoutDetail('ana+x+y@a.example')).toBe('ana@a.example');
  expect(withoutDetail('ana@a.example')).toBe('ana@a.example');
  expect(withoutDetail('+x@a.example')).toBe('+x@a.example');
});
