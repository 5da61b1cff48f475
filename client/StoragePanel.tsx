import { useParams } from 'react-router';
import { StorageHome } from './features/storage/StorageHome.tsx';
import NotFound from './NotFound.tsx';
import { later } from './ui/later.tsx';

/** The table of what people do about their storage, by the last word of the address. */
const parts = {
  '': StorageHome,
  download: later(() => import('./features/exports/ExportsPage.tsx')),
};

export default function StoragePanel() {
  const { part = '' } = useParams();
  const Part = parts[part as keyof typeof parts];
  return Part ? <Part /> : <NotFound />;
}
