import { describe, expect, it } from 'vitest';
import { addressOf, isMisleading, mailboxesOf, nameOf, namesOf } from './people.ts';

const address = 'ana@example.org';

describe('the name of a person', () => {
  it('is what they call themselves, or what stands before the @', () => {
    expect(nameOf({ name: 'Ana Silva', address })).toBe('Ana Silva');
    expect(nameOf({ name: ' ', address })).toBe('ana');
    expect(nameOf({ name: '', address: '' })).toBe('');
    expect(
      namesOf([
        { name: 'Ana', address },
        { name: '', address: 'bo@example.org' },
      ]),
    ).toBe('Ana, bo');
  });

  it('is without marks that turn it around or hide in it (S-49)', () => {
    expect(nameOf({ name: '\u202egro.elpmaxe\u202c', address })).toBe('gro.elpmaxe');
    expect(nameOf({ name: 'A\u200bn\u00ada\u2060\ufeff', address })).toBe('Ana');
    expect(nameOf({ name: '\u200e\u3164\u2800', address })).toBe('ana');
    expect(nameOf({ name: `Ana${' '.repeat(200)}\n\tSilva`, address })).toBe('Ana Silva');
    expect(nameOf({ name: 'Ana 👩‍💻 ❤️', address })).toBe('Ana 👩‍💻 ❤️');
  });

  it('stands with its address in a line', () => {
    expect(
      mailboxesOf([
        { name: 'Ana', address },
        { name: '', address: 'bo@example.org' },
      ]),
    ).toBe('Ana <ana@example.org>, bo@example.org');
  });
});

describe('a name', () => {
  it.each([
    'ceo@bank.example.com',
    'Ana <ceo@bank.example.com>',
    'ceo＠bank.example.com',
    'ceo@bank\u200b.example.com',
    'ana@example.org via ceo@bank.example.com',
    'support @ bank',
    'paypal.com',
    'PayPal.com Service',
    'service-public.gouv.fr',
    'www.gov.uk',
  ])('misleads: %s', (name) => {
    expect(isMisleading({ name, address })).toBe(true);
  });

  it.each([
    '',
    'Ana Silva',
    'ANA@example.org',
    'example.org',
    'news.example.org',
    'Dr.Martin',
    'M. Dupont',
    'Node.js Weekly',
    'v1.2',
    'J.R.R. Tolkien',
    'Ça va...bien',
  ])('is honest: %s', (name) => {
    expect(isMisleading({ name, address })).toBe(false);
  });

  it('may be the domain above that of its address', () => {
    expect(isMisleading({ name: 'Booking.com', address: 'no-reply@mail.booking.com' })).toBe(false);
    expect(isMisleading({ name: 'Booking.com', address: 'no-reply@booking.com.example.org' })).toBe(
      true,
    );
  });
});

describe('an address that is shown', () => {
  it.each([
    'ana@example.org',
    'jürgen@münchen.example',
    'ana@почта.рф',
    'ana@例え.jp',
    'ana@почта.com',
    '',
    'no-domain',
  ])('stays: %s', (one) => {
    expect(addressOf({ address: one })).toBe(one);
  });

  it.each([
    ['ana@pаypal.com', 'ana@xn--pypal-4ve.com'],
    ['ana@аррӏе.com', 'ana@xn--80ak6aa92e.com'],
    ['ana@gооgle.example', 'ana@xn--ggle-55da.example'],
  ])('is in ASCII where its letters pretend: %s', (one, shown) => {
    expect(addressOf({ address: one })).toBe(shown);
  });
});
