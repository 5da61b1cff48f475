import * as z from 'zod/mini';
import { endpoint } from './endpoint.ts';
import { line, nothing } from './values.ts';

export const MOST_TEMPLATES = 200;
const LONGEST_TEMPLATE = 100_000;

/** Words that are written again and again. Fields stand in them as `{{subject}}`. */
export const templateInput = z.object({
  name: line(100).check(z.refine((name) => name.trim() !== '', 'name')),
  /** Put into a letter that has none; '' = the letter's stays. */
  subject: line(1000),
  text: z.string().check(
    z.maxLength(LONGEST_TEMPLATE),
    z.refine((text) => text.isWellFormed() && !text.includes('\0'), 'characters'),
  ),
});
export const template = z.extend(templateInput, { id: z.string() });
export type Template = z.infer<typeof template>;

/** By name. */
export const listTemplates = endpoint({
  method: 'GET',
  path: '/api/templates',
  input: nothing,
  output: z.object({ templates: z.array(template) }),
});

/** Makes or changes one. */
export const writeTemplate = endpoint({
  method: 'PUT',
  path: '/api/templates/:id',
  input: z.extend(templateInput, { id: z.uuid() }),
  output: template,
});

export const deleteTemplate = endpoint({
  method: 'DELETE',
  path: '/api/templates/:id',
  input: z.object({ id: z.uuid() }),
  output: nothing,
});

export const templateFields = ['first name', 'name', 'subject', 'date', 'my name'] as const;
export type TemplateField = (typeof templateFields)[number];

/** The same fields, as French writers name them. */
const FRENCH: Record<string, TemplateField> = {
  prénom: 'first name',
  prenom: 'first name',
  nom: 'name',
  objet: 'subject',
  sujet: 'subject',
  'mon nom': 'my name',
};

/**
 * The words with their fields filled, once: what a value holds is not looked at again. A field that
 * nobody knows stays as it is, and one without a value goes with the blank before it.
 */
export function fillTemplate(text: string, values: Record<TemplateField, string>): string {
  return text.replace(
    /([ \u00a0]?)\{\{([^{}\n]{1,40})\}\}/g,
    (whole, blank: string, name: string) => {
      const written = name.trim().replace(/\s+/g, ' ').toLowerCase();
      const field = FRENCH[written] ?? templateFields.find((one) => one === written);
      if (!field) return whole;
      return values[field] && blank + values[field];
    },
  );
}
