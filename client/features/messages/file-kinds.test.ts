import { describe, expect, it } from 'vitest';
import { isDangerous, isTnef, kindOf, previewOf } from './file-kinds.ts';

const file = (type: string, name = '') => ({ type, name });

describe('what is shown of a file', () => {
  it('is known by its type, or by its ending when the type says nothing', () => {
    expect(previewOf(file('IMAGE/PNG'))).toBe('image');
    expect(previewOf(file('application/octet-stream', 'Reçu.PDF'))).toBe('pdf');
    expect(previewOf(file('application/octet-stream', 'notes.txt'))).toBe('text');
    expect(previewOf(file('text/x-patch', 'a.patch'))).toBe('text');
    expect(previewOf(file('message/rfc822'))).toBe('message');
    expect(previewOf(file('application/msword', 'a.pdf'))).toBeNull();
    expect(kindOf(file('application/octet-stream', 'a.tar.gz'))).toBe('archive');
  });

  it.each([
    ['text/html', 'a.html'],
    ['text/plain', 'a.html'],
    ['text/plain', 'invoice.pdf.exe'],
    ['text/plain', 'run.JS '],
    ['image/svg+xml', 'logo.svg'],
    ['application/octet-stream', 'a.svg'],
    ['text/xml', 'a.xml'],
    ['application/xhtml+xml', 'a'],
    ['application/x-msdownload', 'a.txt'],
    ['application/vnd.ms-excel.sheet.macroEnabled.12', 'a.xlsm'],
  ])('is nothing, and a warning, for %s named %s (S-21)', (type, name) => {
    expect(previewOf(file(type, name))).toBeNull();
    expect(isDangerous(file(type, name))).toBe(true);
  });

  it('is nothing for Outlook’s packages (S-23)', () => {
    expect(isTnef(file('application/ms-tnef'))).toBe(true);
    expect(isTnef(file('application/octet-stream', 'winmail.dat'))).toBe(true);
    expect(previewOf(file('application/ms-tnef', 'winmail.dat'))).toBeNull();
  });
});
