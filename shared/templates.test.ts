import { expect, it } from 'vitest';
import { fillTemplate } from './templates.ts';

const values = {
  'first name': 'Zoé',
  name: 'Zoé Morel',
  subject: 'Le toit {{name}}',
  date: '22 novembre 2026',
  'my name': '',
};
const fill = (text: string) => fillTemplate(text, values);

it('fields are filled, in English and in French', () => {
  expect(fill('Dear {{first name}}, re {{ Subject }}')).toBe('Dear Zoé, re Le toit {{name}}');
  expect(fill('Bonjour {{prénom}} ({{nom}}), {{date}}')).toBe(
    'Bonjour Zoé (Zoé Morel), 22 novembre 2026',
  );
});

it('what is no field stays, and one without a value goes with its blank', () => {
  expect(fill('{{amount}} {{}} {name} {{a\nb}}')).toBe('{{amount}} {{}} {name} {{a\nb}}');
  expect(fill('Yours, {{my name}}.\n{{my name}}')).toBe('Yours,.\n');
});

it('a long text of braces is read at once', () => {
  expect(fill('{{'.repeat(200_000))).toHaveLength(400_000);
});
