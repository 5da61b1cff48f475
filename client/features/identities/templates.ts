import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import {
  deleteTemplate,
  listTemplates,
  type Template,
  writeTemplate,
} from '../../../shared/templates.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { t } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';

const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: async ({ signal }) => (await call(listTemplates, {}, signal)).templates,
});

export const useTemplates = () => useQuery(templatesQuery).data;

/** Keeps one, new or changed. */
export function useWriteTemplate(done: (template: Template) => void) {
  return useMutation({
    mutationFn: (template: Template) => call(writeTemplate, template),
    onSuccess: async (template) => {
      await readAgain();
      done(template);
    },
  });
}

/** Gone at once, and back with Undo. */
export async function removeTemplate(template: Template) {
  try {
    await call(deleteTemplate, { id: template.id });
    toast(t('template-deleted', { name: template.name }), {
      action: { label: t('undo'), act: () => void putBack(template) },
    });
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await readAgain();
}

async function putBack(template: Template) {
  try {
    await call(writeTemplate, template);
  } catch (error) {
    toast(sentenceOf(error, t), { look: 'failed' });
  }
  await readAgain();
}

const readAgain = () => queryClient.invalidateQueries({ queryKey: templatesQuery.queryKey });
