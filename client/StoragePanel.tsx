import { useParams } from 'react-router';
import NotFound from './NotFound.tsx';
import { later } from './ui/later.tsx';

/** The table of what people do about their storage, by the last word of the address. */
const parts = {
  '': later(() => import('./features/storage/StorageHome.tsx')),
  sobriety: later(() => import('./features/storage/SobrietyPage.tsx')),
};

export default function StoragePanel() {
  const { part = '' } = useParams();
  const Part = parts[part as keyof typeof parts];
  return Part ? <Part /> : <NotFound />;
}
