import { later } from '../../ui/later.tsx';

/** The page with its editors, which are large. */
export const FiltersPanel = later(() => import('./FiltersPage.tsx'));
