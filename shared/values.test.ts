import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addrSpec } from './compose.ts';
import { fillPath, pathParameters } from './endpoint.ts';
import { setFlags } from './messages.ts';
import { folderPath, inUidSet, line, toUidSet } from './values.ts';

describe('UID sets', () => {
  it('hold exactly the UIDs they were made of', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 300 })), (uids) => {
        const set = toUidSet(uids);
        for (let uid = 1; uid <= 300; uid++) expect(inUidSet(set, uid)).toBe(uids.includes(uid));
      }),
    );
  });

  it('are short for a run', () => {
    expect(toUidSet([3, 1, 2, 9])).toEqual([[1, 3], 9]);
  });
});

describe('what may pass the door', () => {
  it.each(['\r', '\n', '\r\n', '\0', '\u2028', '\u007f', '\ud800'])(
    'refuses %j in one line of text (S-25, S-28)',
    (control) => {
      expect(line(100).safeParse(`a${control}b`).success).toBe(false);
      expect(folderPath.safeParse(`INBOX${control}`).success).toBe(false);
    },
  );

  it.each([
    ['1\r\nA9 DELETE x'],
    ['1:*'],
    [[0]],
    [[-1]],
    [[1.5]],
    [[4_294_967_296]],
    [['1']],
    [[]],
  ])('takes UIDs as integers only, not %j (S-27)', (uids) => {
    expect(setFlags.input.safeParse({ folder: 'INBOX', uids, add: ['\\Seen'] }).success).toBe(
      false,
    );
  });

  it.each(['\\Deleted', '\\Recent', 'a b', 'a)', '', '\\Seen\r\n'])(
    'refuses the flag %j',
    (flag) => {
      expect(setFlags.input.safeParse({ folder: 'INBOX', uids: [1], add: [flag] }).success).toBe(
        false,
      );
    },
  );

  it.each([
    '"xclow3n@gmail.com x"@internal.domain',
    '"foo@psres.net> ORCPT=admin@admin.com"@test.com',
    'user@good-corp.com(x)evil.com',
    'a@b, c@d',
    'user@good\u00ad-corp.com',
    'no-at-sign',
    'two@at@signs',
    'a@b\r\nRCPT TO:<x@y>',
  ])('refuses the recipient %j (S-29)', (address) => {
    expect(addrSpec.safeParse(address).success).toBe(false);
  });
});

describe('endpoint paths', () => {
  it('carry a folder with slashes as one segment', () => {
    const path = '/api/folders/:folder/messages/:uid';
    expect(pathParameters(path)).toEqual(['folder', 'uid']);
    expect(fillPath(path, { folder: 'Été/AG 2027', uid: 7 })).toBe(
      '/api/folders/%C3%89t%C3%A9%2FAG%202027/messages/7',
    );
  });
});
