import type { ReactNode } from 'react';
import { useT } from '../../i18n/i18n.tsx';
import { SubPage } from '../../ui/SubPage.tsx';

interface Props {
  title: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}

/** A page below Storage. */
export function StorageSubPage(props: Props) {
  const t = useT();
  return <SubPage back={{ to: '/settings/storage', name: t('storage-back') }} {...props} />;
}
