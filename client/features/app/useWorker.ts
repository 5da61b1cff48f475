import { useEffect, useEffectEvent } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '../../i18n/i18n.tsx';
import { toast } from '../../ui/toasts.ts';
import { settleDrafts } from '../compose/keeping/drafts.ts';
import { startWorker } from './worker.ts';

/** The worker's side of the page: newer versions are offered, and clicked notifications lead somewhere. */
export function useWorker() {
  const t = useT();
  const navigate = useNavigate();
  const offer = useEffectEvent((use: () => void) => {
    // Never by itself: a letter may be open. What is being written is kept first.
    const act = () => void settleDrafts().finally(use);
    toast(t('app-update'), { action: { label: t('app-reload'), act }, look: 'working' });
  });
  const go = useEffectEvent((path: string) => void navigate(path));
  useEffect(() => {
    void startWorker(offer);
    const hear = ({ data }: MessageEvent) => {
      const { type, path } = (data ?? {}) as { type?: unknown; path?: unknown };
      if (type === 'go' && typeof path === 'string' && path.startsWith('/mail/')) go(path);
    };
    navigator.serviceWorker?.addEventListener('message', hear);
    return () => navigator.serviceWorker?.removeEventListener('message', hear);
  }, []);
}
