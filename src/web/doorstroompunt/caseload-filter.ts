import { choice, field } from '../../access/http/form';
import { CASELOADS, OWNERS } from '../../trajectories/caseload';
import { pageNumber } from '../text/paging';

export const STATUSES = ['open', 'afgesloten', 'alle'] as const;
export const SORTS = ['contact', 'nieuwste', 'naam'] as const;

/** What the caseload shows. `search` is a name as it was typed; it never stands readable in an address. */
export interface CaseloadFilter {
  view: (typeof CASELOADS)[number];
  owner: (typeof OWNERS)[number];
  status: (typeof STATUSES)[number];
  sort: (typeof SORTS)[number];
  search: string;
  page: number;
}

const LONGEST_SEARCH = 100;

/** Reads a query or a form; what is not understood falls back to the first choice. */
export function readFilter(source: unknown, search: string): CaseloadFilter {
  return {
    view: choice(source, 'toon', CASELOADS),
    owner: choice(source, 'van', OWNERS),
    status: choice(source, 'status', STATUSES),
    sort: choice(source, 'sorteer', SORTS),
    search: search.trim().slice(0, LONGEST_SEARCH),
    page: pageNumber(field(source, 'pagina')),
  };
}

/** The address of the caseload with this filter; what is the default is left out. */
export function caseloadAddress(filter: CaseloadFilter, hidden: string): string {
  const query = new URLSearchParams();
  if (filter.view !== CASELOADS[0]) query.set('toon', filter.view);
  if (filter.owner !== OWNERS[0]) query.set('van', filter.owner);
  if (filter.status !== STATUSES[0]) query.set('status', filter.status);
  if (filter.sort !== SORTS[0]) query.set('sorteer', filter.sort);
  if (hidden !== '') query.set('zoek', hidden);
  if (filter.page > 1) query.set('pagina', String(filter.page));
  const text = query.toString();
  return text === '' ? '/doorstroompunt' : `/doorstroompunt?${text}`;
}
