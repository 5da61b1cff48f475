import { expect, it } from 'vitest';
import { renderAll } from './render.ts';

it('fills every placeholder and leaves what belongs to Dovecot and Postfix alone', () => {
  const templates = { 'a.conf': 'home = {{home}}/%d/%n $x {{port}}', 'b.cf': '{{home}}' };
  expect(renderAll(templates, { home: '/srv', port: 143 })).toEqual({
    'a.conf': 'home = /srv/%d/%n $x 143',
    'b.cf': '/srv',
  });
});

it('refuses a placeholder without a value and a value without a placeholder', () => {
  expect(() => renderAll({ 'a.conf': '{{hoem}}' }, { home: '/srv' })).toThrow(
    'a.conf asks for {{hoem}}',
  );
  expect(() => renderAll({ 'a.conf': '{{home}}' }, { home: '/srv', port: 1 })).toThrow(
    'No template asks for port',
  );
});
