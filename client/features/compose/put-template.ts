import { fillTemplate, type Template, type TemplateField } from '../../../shared/templates.ts';
import { clockOptions } from '../../i18n/clock.ts';
import { currentLanguage } from '../../i18n/i18n.tsx';
import { identityOf } from '../identities/identities.ts';
import { changeDraft, type Draft } from './composing.ts';
import { insertWords } from './insertion.ts';

/** Puts a template into a letter, its fields filled. The letter's own subject stays. */
export function putTemplate(draft: Draft, template: Template) {
  const values = valuesOf(draft);
  const subject = draft.subject || fillTemplate(template.subject, values);
  if (subject !== draft.subject) changeDraft(draft.id, { subject: subject.replace(/\s+/g, ' ') });
  insertWords(draft, fillTemplate(template.text, { ...values, subject }));
}

function valuesOf({ to, from, subject }: Draft): Record<TemplateField, string> {
  const name = to[0]?.name ?? '';
  return {
    'first name': firstName(name),
    name,
    subject,
    date: new Intl.DateTimeFormat(currentLanguage(), {
      dateStyle: 'long',
      ...clockOptions(),
    }).format(Date.now()),
    'my name': from.name || (identityOf(from)?.name ?? ''),
  };
}

/** "Morel, Zoé" and "Zoé Morel" are Zoé. */
export function firstName(name: string): string {
  const [last, first] = name.split(',');
  return (first?.trim() || last?.trim() || '').split(/\s+/)[0] ?? '';
}
