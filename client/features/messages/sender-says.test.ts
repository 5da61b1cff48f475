import { expect, it } from 'vitest';
import type { Says } from '../../../shared/says.ts';
import type { Translate } from '../../i18n/i18n.tsx';
import { checksOf, senderNotes, shownAddress } from './sender-says.ts';

const t: Translate = (id, values) => [id, ...Object.values(values ?? {})].join(' ');
const SAYS: Says = {
  verdict: null,
  domains: [],
  wayOut: null,
  calendar: '',
  isInvitation: false,
  cards: [],
  report: '',
  receiptTo: [],
};
const ana = { name: 'Ana', address: 'ana@a.example' };
const letter = { from: [ana], sender: [ana], replyTo: [ana], listHeaders: [], says: SAYS };
const notes = (part: Partial<Parameters<typeof senderNotes>[0]>) =>
  senderNotes({ ...letter, ...part }, t).map(({ look, text }) => `${look}: ${text}`);

it('a letter that is what it seems gets no remark', () => {
  expect(notes({})).toEqual([]);
  expect(notes({ replyTo: [{ name: '', address: 'ANA@a.example' }], says: undefined })).toEqual([]);
});

it('who is not who they seem is remarked, the gravest first (S-49)', () => {
  const paypal = {
    address: 'a@xn--x.com',
    ascii: 'xn--x.com',
    unicode: 'pаypal.com',
    isSuspicious: true,
    resembles: 'paypal.com',
  };
  const verdict = { trust: 'denied' as const, domain: 'a.example', server: 'mx', checks: [] };
  expect(notes({ says: { ...SAYS, verdict, domains: [paypal] } })).toEqual([
    'danger: says-denied a.example',
    'danger: says-look-alike paypal.com xn--x.com',
  ]);
  const mixed = { ...paypal, resembles: '' };
  expect(notes({ says: { ...SAYS, domains: [mixed] } })).toEqual(['danger: says-mixed xn--x.com']);
  const bank = { name: 'bank@bank.example', address: 'a@evil.example' };
  expect(notes({ from: [bank, ana], sender: [] })).toEqual([
    'danger: says-several 2',
    'danger: says-name a@evil.example',
  ]);
  const turned = { ...ana, name: 'A\u202ena' };
  expect(notes({ from: [turned] })).toEqual(['danger: says-turned']);
  expect(notes({ from: [{ ...ana, name: 'דנה\u200f' }] })).toEqual([]);
});

it('answers that go elsewhere, and senders for others, are told', () => {
  const other = { name: 'Other', address: 'other@b.example' };
  expect(notes({ replyTo: [other], sender: [other] })).toEqual([
    'info: says-reply-to Other <other@b.example>',
    'info: says-sender Other <other@b.example>',
  ]);
});

it('an address is shown as it is written, unless its letters could be others', () => {
  const cologne = { address: 'a@xn--kln-sna.de', ascii: 'xn--kln-sna.de', unicode: 'köln.de' };
  const says = (isSuspicious: boolean) => ({
    ...SAYS,
    domains: [{ ...cologne, isSuspicious, resembles: '' }],
  });
  expect(shownAddress(cologne, says(false))).toBe('a@köln.de');
  expect(shownAddress(cologne, says(true))).toBe('a@xn--kln-sna.de');
  expect(shownAddress(ana, says(true))).toBe('ana@a.example');
});

it('the checks are told in words', () => {
  const checks = [
    { method: 'dkim' as const, result: 'pass', domain: 'a.example' },
    { method: 'spf' as const, result: 'softfail', domain: '' },
    { method: 'dmarc' as const, result: 'none', domain: '' },
    { method: 'dmarc' as const, result: 'temperror', domain: '' },
  ];
  expect(checksOf({ trust: 'confirmed', domain: '', server: 'mx', checks }, t)).toBe(
    'says-checks-by says-check-of DKIM says-pass a.example, says-check SPF says-fail , says-check DMARC says-none , says-check DMARC says-unsure  mx',
  );
});
