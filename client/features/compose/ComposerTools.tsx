import Ellipsis from 'lucide-react/icons/ellipsis';
import FileText from 'lucide-react/icons/file-text';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Template } from '../../../shared/templates.ts';
import { currentAmong, useT } from '../../i18n/i18n.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { toast } from '../../ui/toasts.ts';
import { useMenu } from '../../ui/useMenu.tsx';
import { TemplateDialog } from '../identities/TemplateDialog.tsx';
import { useTemplates } from '../identities/templates.ts';
import { ownWords } from './answers/own-words.ts';
import type { Draft } from './composing.ts';
import { putTemplate } from './put-template.ts';
import { guessFor } from './spelling.ts';

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
}

const PRIORITIES = ['high', 'normal', 'low'] as const;
const LANGUAGES = ['en', 'fr'] as const;
const NAMES = { en: 'English', fr: 'Français' };
const LONGEST_NAME = 100;

/** What a letter may have besides its words: a template, a priority, a wish for a receipt, a language. */
export function ComposerTools({ draft, change }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const templates = useTemplates() ?? [];
  const [kept, setKept] = useState<Template | null>(null);
  const keep = () =>
    setKept({
      id: crypto.randomUUID(),
      name: draft.subject.slice(0, LONGEST_NAME),
      subject: draft.source ? '' : draft.subject.slice(0, 1000),
      text: ownWords(draft),
    });
  const templateMenu = useMenu(t('templates'), () => [
    ...(templates.length
      ? [
          {
            id: 'templates',
            entries: templates.map((one) => ({
              id: one.id,
              label: one.name,
              // The menu gives the focus back first.
              act: () => setTimeout(() => putTemplate(draft, one)),
            })),
          },
        ]
      : []),
    {
      id: 'keep',
      entries: [
        { id: 'keep', label: t('template-keep'), disabled: !ownWords(draft), act: keep },
        {
          id: 'manage',
          label: t('templates-manage'),
          act: () => void navigate('/settings/identities'),
        },
      ],
    },
  ]);
  const more = useMenu(t('more'), () => [
    {
      id: 'priority',
      title: t('priority'),
      entries: PRIORITIES.map((priority) => ({
        id: priority,
        label: t(`priority-${priority}`),
        checked: (draft.priority ?? 'normal') === priority,
        act: () => change({ priority }),
      })),
    },
    {
      id: 'receipt',
      entries: [
        {
          id: 'receipt',
          label: t('receipt-ask'),
          checked: draft.wantsReceipt === true,
          act: () => change({ wantsReceipt: !draft.wantsReceipt }),
        },
      ],
    },
    {
      id: 'language',
      title: t('spelling'),
      entries: [
        {
          id: 'guess',
          label: t('spelling-guess', {
            language: NAMES[guessFor(draft) ?? currentAmong(['en', 'fr'])],
          }),
          checked: !draft.language,
          act: () => change({ language: undefined }),
        },
        ...LANGUAGES.map((language) => ({
          id: language,
          label: NAMES[language],
          checked: draft.language === language,
          act: () => change({ language }),
        })),
      ],
    },
  ]);
  return (
    <>
      <MenuButton
        menu={templateMenu}
        label={t('templates')}
        icon={<FileText size={17} aria-hidden />}
      />
      <MenuButton menu={more} label={t('more')} icon={<Ellipsis size={17} aria-hidden />} />
      {kept && (
        <TemplateDialog
          template={kept}
          title={t('template-keep')}
          onDone={({ name }) => toast(t('template-kept', { name }))}
          onClose={() => setKept(null)}
        />
      )}
    </>
  );
}
