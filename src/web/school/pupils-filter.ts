import { choice, field } from '../../access/http/form';
import { pageNumber } from '../text/paging';

export const SORTS = ['uren', 'naam'] as const;

/** What the list of pupils shows. `search` is a name as it was typed; it never stands readable in an address. */
export interface PupilsFilter {
  /** a location of the own school, '' for all of them */
  location: string;
  sort: (typeof SORTS)[number];
  search: string;
  page: number;
}

/** Reads a query or a form; what is not understood falls back to the first choice. */
export function readPupilsFilter(source: unknown, search: string): PupilsFilter {
  const location = field(source, 'vestiging');
  return {
    location: /^\d{2}[A-Z]{2}\d{2}$/.test(location) ? location : '',
    sort: choice(source, 'sorteer', SORTS),
    search: search.trim().slice(0, 100),
    page: pageNumber(field(source, 'pagina')),
  };
}

export function pupilsAddress(filter: PupilsFilter, hidden: string): string {
  const query = new URLSearchParams();
  if (filter.location !== '') query.set('vestiging', filter.location);
  if (filter.sort !== SORTS[0]) query.set('sorteer', filter.sort);
  if (hidden !== '') query.set('zoek', hidden);
  if (filter.page > 1) query.set('pagina', String(filter.page));
  const text = query.toString();
  return text === '' ? '/school' : `/school?${text}`;
}
