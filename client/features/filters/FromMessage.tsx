import { useState } from 'react';
import type { Condition } from '../../../shared/filters.ts';
import type { Message } from '../../../shared/messages.ts';
import { sentenceOf } from '../../i18n/errors.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Actions } from '../../ui/Actions.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/menus.ts';
import styles from './Filters.module.css';
import { useFilters } from './filters.ts';
import { ruleFrom, suggestedConditions } from './from-message.ts';
import { ProofQuestion } from './ProofQuestion.tsx';
import { RuleDialog } from './RuleDialog.tsx';
import { wordsOfCondition } from './words.ts';

interface Props {
  message: Message;
  onClose(): void;
}

/** A rule from a message: first what is meant by "messages like this one", then the editor. */
export default function FromMessage({ message, onClose }: Props) {
  const t = useT();
  const { data: filters, error } = useFilters();
  const [chosen, setChosen] = useState<Condition | null>(null);
  if (!filters)
    return (
      <Dialog title={t('filter-from-message')} onClose={onClose}>
        <p role={error ? 'alert' : 'status'}>{error ? sentenceOf(error, t) : t('loading')}</p>
        <Actions>
          <Button onClick={onClose}>{t('close')}</Button>
        </Actions>
      </Dialog>
    );
  const suggested = suggestedConditions(message, filters.extensions);
  const [only] = suggested;
  if (!chosen && suggested.length > 1)
    return (
      <Dialog title={t('filter-from-message')} onClose={onClose}>
        <p>{t('filter-from-which')}</p>
        <ul className={styles.choices}>
          {suggested.map((one) => (
            <li key={one.on}>
              <Button className={styles.choice} onClick={() => setChosen(one)}>
                <bdi>{wordsOfCondition(one, t)}</bdi>
              </Button>
            </li>
          ))}
        </ul>
        <Actions>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </Actions>
      </Dialog>
    );
  return (
    <Editor
      key={chosen?.on}
      condition={chosen ?? only}
      filters={filters}
      folder={message.folder}
      onClose={onClose}
    />
  );
}

interface EditorProps {
  condition: Condition | undefined;
  filters: NonNullable<ReturnType<typeof useFilters>['data']>;
  folder: string;
  onClose(): void;
}

function Editor({ condition, filters, folder, onClose }: EditorProps) {
  const [rule] = useState(() => ruleFrom(condition));
  return (
    <>
      <RuleDialog rule={rule} isNew filters={filters} folder={folder} onClose={onClose} />
      <ProofQuestion />
    </>
  );
}
