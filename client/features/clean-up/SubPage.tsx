import type { ReactNode } from 'react';
import { StorageSubPage } from '../storage/StorageSubPage.tsx';
import { FirstReading } from './FirstReading.tsx';

interface Props {
  title: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}

/** A page about messages that the reading of the mailbox finds: the first one is told of. */
export function SubPage({ children, ...props }: Props) {
  return (
    <StorageSubPage {...props}>
      <FirstReading />
      {children}
    </StorageSubPage>
  );
}
