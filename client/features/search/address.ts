import type { Place } from './place.ts';

/** The id of the search box, for whoever wants to go there. */
export const SEARCH_BOX = 'search-mail';

/** The address of a search, and of a message beside its results. */
export function searchAddress(q: string, open: Place | null = null): string {
  const message = open ? `/${encodeURIComponent(open.folder)}/${open.uid}` : '';
  return `/search${message}?q=${encodeURIComponent(q)}`;
}
