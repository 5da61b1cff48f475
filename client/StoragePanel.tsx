import { useParams } from 'react-router';
import NotFound from './NotFound.tsx';
import { later } from './ui/later.tsx';

/** The table of what people do about their storage, by the last word of the address. */
const parts = {
  '': later(() => import('./features/storage/StorageHome.tsx')),
  review: later(() => import('./features/clean-up/ReviewPage.tsx')),
  basket: later(() => import('./features/clean-up/BasketPage.tsx')),
  lists: later(() => import('./features/clean-up/ListsPage.tsx')),
  tools: later(() => import('./features/clean-up/ToolsPage.tsx')),
  rules: later(() => import('./features/retention/RulesPage.tsx')),
  sobriety: later(() => import('./features/storage/SobrietyPage.tsx')),
  download: later(() => import('./features/exports/ExportsPage.tsx')),
};
const BasketBar = later(() => import('./features/clean-up/BasketBar.tsx'));
/** Pages that say themselves what is in the basket. */
const withoutBar = ['review', 'basket'];

export default function StoragePanel() {
  const { part = '' } = useParams();
  const Part = parts[part as keyof typeof parts];
  if (!Part) return <NotFound />;
  return (
    <>
      <Part />
      {!withoutBar.includes(part) && <BasketBar />}
    </>
  );
}
