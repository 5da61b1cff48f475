import { describe, expect, it } from 'vitest';
import { type RetentionRule, saysWhat } from '../../../shared/retention.ts';
import {
  emptyDraft,
  faultsOf,
  KINDS,
  ofKind,
  PRESETS,
  toAmount,
  toDraft,
  toRule,
} from './draft.ts';
import { warningsOf } from './warnings.ts';

const draft = (more = {}) => ({ ...emptyDraft(), value: 'shop@else.example', ...more });
const rule = (more: Partial<RetentionRule> = {}): RetentionRule => ({
  id: crypto.randomUUID(),
  ...{ name: 'Shop', on: true, place: null, spares: [] },
  choice: { sender: 'shop@else.example' },
  keep: { days: 30 },
  ...more,
});

describe('the form of a rule', () => {
  it.each([
    [1, '1', 'days'],
    [30, '30', 'days'],
    [100, '100', 'days'],
    [150, '5', 'months'],
    [365, '1', 'years'],
    [730, '2', 'years'],
    [731, '731', 'days'],
  ] as const)('says %i days as %s %s', (days, amount, unit) => {
    expect(toAmount({ days })).toEqual({ amount, unit });
  });

  it('gives back the rule that it was opened with', () => {
    for (const one of [
      rule(),
      rule({ keep: { latest: 3 }, choice: { list: 'news.else.example' } }),
      rule({ choice: { domain: 'else.example', folders: ['INBOX'] }, spares: ['contacts'] }),
      rule({ choice: { newsletters: true }, keep: { days: 90 } }),
      rule({ choice: { folders: ['Été/2024'] }, keep: { days: 365 } }),
      rule({ place: 'trash', choice: {}, keep: { days: 30 } }),
    ]) {
      const { id: _, ...said } = one;
      expect(toRule(toDraft(one), true)).toEqual(said);
    }
  });

  it('takes what people paste for what they mean', () => {
    expect(toRule(draft({ value: ' Shop@Else.example ' }), true).choice).toEqual({
      sender: 'shop@else.example',
    });
    expect(toRule(draft({ kind: 'domain', value: 'me@Else.example' }), true).choice).toEqual({
      domain: 'else.example',
    });
    expect(
      toRule(draft({ kind: 'list', value: '"News" <News.else.example>' }), true).choice,
    ).toEqual({ list: 'news.else.example' });
  });

  it('finds every fault, and the server none in what has none', () => {
    expect(faultsOf(draft({ value: 'shop' }))).toHaveProperty('value');
    expect(faultsOf(draft({ kind: 'domain', value: 'nowhere' }))).toHaveProperty('value');
    expect(faultsOf(draft({ kind: 'list', value: '' }))).toHaveProperty('value');
    expect(faultsOf(draft({ kind: 'folder' }))).toHaveProperty('folder');
    for (const amount of ['', '0', '-1', '1.5', 'x', '36501', '1e99']) {
      expect(faultsOf(draft({ amount })), amount).toHaveProperty('amount');
    }
    expect(faultsOf(draft({ amount: '101', unit: 'years' }))).toHaveProperty('amount');
    for (const kind of KINDS) {
      const full = {
        ...ofKind(draft(), kind),
        value: kind === 'sender' ? 'a@b.example' : 'b.example',
      };
      const whole = kind === 'folder' ? { ...full, folder: 'Lists' } : full;
      expect(faultsOf(whole), kind).toEqual({});
      expect(saysWhat(toRule(whole, true)), kind).toBe(true);
    }
  });

  it('keeps no latest of a place', () => {
    expect(ofKind(draft({ unit: 'latest' }), 'junk')).toMatchObject({ unit: 'days', spares: [] });
    expect(PRESETS.trash).toMatchObject({ kind: 'trash', amount: '30', spares: [] });
  });
});

describe('warnings', () => {
  const folders = [
    { path: 'INBOX', specialUse: 'inbox' as const },
    { path: 'Drafts', specialUse: 'drafts' as const },
    { path: 'Lists', specialUse: null },
  ];
  const of = (one: Partial<RetentionRule>, others: RetentionRule[] = []) =>
    warningsOf(rule(one), others, folders, 'ana@test.example').map(({ id }) => id.slice(15));

  it('come where a rule may take what its owner does not think of', () => {
    expect(of({})).toEqual([]);
    expect(of({ choice: { folders: ['INBOX'] } })).toEqual(['inbox']);
    expect(of({ choice: { folders: ['INBOX'], sender: 'a@b.example' } })).toEqual([]);
    expect(of({ choice: { folders: ['Drafts'] } })).toEqual(['drafts']);
    expect(of({ choice: { folders: ['Lists'] } })).toEqual([]);
    expect(of({ keep: { days: 2 } })).toEqual(['short']);
    expect(of({ keep: { days: 3 } })).toEqual([]);
    expect(of({ choice: { domain: 'test.example' } })).toEqual(['own']);
    expect(of({ choice: { sender: 'ana@test.example' } })).toEqual(['own']);
    expect(of({ choice: { sender: 'ana@test.example', folders: ['INBOX'] } })).toEqual([]);
  });

  it('name a rule that is about the same messages', () => {
    const junk = rule({ place: 'junk', choice: {} });
    expect(of({}, [rule()])).toEqual(['overlap']);
    expect(of({}, [rule({ on: false })])).toEqual([]);
    expect(of({}, [rule({ choice: { sender: 'b@else.example' } })])).toEqual([]);
    expect(of({}, [rule({ choice: { domain: 'else.example' } })])).toEqual(['overlap']);
    expect(of({}, [rule({ choice: { domain: 'lse.example' } })])).toEqual([]);
    expect(
      of({ choice: { sender: 'a@b.example', folders: ['A'] } }, [
        rule({ choice: { sender: 'a@b.example', folders: ['B'] } }),
      ]),
    ).toEqual([]);
    expect(of({ place: 'junk', choice: {} }, [junk])).toEqual(['overlap']);
    expect(of({ place: 'trash', choice: {} }, [junk, rule()])).toEqual([]);
    expect(of({ choice: { list: 'a' } }, [rule({ choice: { newsletters: true } })])).toEqual([
      'overlap',
    ]);
    expect(
      of({ choice: { folders: ['Lists'] } }, [rule({ choice: { folders: ['Lists'] } })]),
    ).toEqual(['overlap']);
  });
});
