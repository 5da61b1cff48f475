import Type from 'lucide-react/icons/type';
import { useT } from '../../../i18n/i18n.tsx';
import { Tool } from './Tool.tsx';

/** Plain text or rich, for this letter. */
export function PlainSwitch({ isPlain, onSwitch }: { isPlain: boolean; onSwitch(): void }) {
  const t = useT();
  return (
    <Tool
      label={t('tool-plain')}
      isOn={isPlain}
      icon={<Type size={16} aria-hidden />}
      act={onSwitch}
    />
  );
}
