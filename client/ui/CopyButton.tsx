import Copy from 'lucide-react/icons/copy';
import { Button } from './Button.tsx';
import { toast } from './toasts.ts';

interface Props {
  label: string;
  text: string;
  /** What is said afterwards. */
  copied: string;
  failed: string;
}

/** Copies a text and says so. */
export function CopyButton({ label, text, copied, failed }: Props) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast(copied);
    } catch {
      toast(failed, { look: 'failed' });
    }
  };
  return (
    <Button icon={<Copy size={16} aria-hidden />} onClick={() => void copy()}>
      {label}
    </Button>
  );
}
