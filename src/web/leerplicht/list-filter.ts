import { choice, field } from '../../access/http/form';
import {
  LIST_SORTS as SORTS,
  LIST_STATUSES as STATUSES,
  LIST_VIEWS as VIEWS,
  LONGEST_SEARCH,
} from '../../cases/worklist/list-choices';
import { pageNumber } from '../text/paging';

/** What the work list shows. `search` is what was typed; it names a child and never stands readable in an address. */
export interface ListFilter {
  view: (typeof VIEWS)[number];
  status: (typeof STATUSES)[number];
  sort: (typeof SORTS)[number];
  search: string;
  page: number;
}

/** Reads a query or a form; what is not understood falls back to the first choice. */
export function readFilter(source: unknown, search: string): ListFilter {
  return {
    view: choice(source, 'toon', VIEWS),
    status: choice(source, 'status', STATUSES),
    sort: choice(source, 'sorteer', SORTS),
    search: search.trim().slice(0, LONGEST_SEARCH),
    page: pageNumber(field(source, 'pagina')),
  };
}

/** The address of the list with this filter; what is the default is left out. */
export function listAddress(filter: ListFilter, hidden: string): string {
  const query = new URLSearchParams();
  if (filter.view !== VIEWS[0]) query.set('toon', filter.view);
  if (filter.status !== STATUSES[0]) query.set('status', filter.status);
  if (filter.sort !== SORTS[0]) query.set('sorteer', filter.sort);
  if (hidden !== '') query.set('zoek', hidden);
  if (filter.page > 1) query.set('pagina', String(filter.page));
  const text = query.toString();
  return text === '' ? '/dossiers' : `/dossiers?${text}`;
}

/** As a saved view keeps it: by the names of the form, without the page. */
export function keptFilter({ view, status, sort, search }: ListFilter): Record<string, string> {
  return { toon: view, status, sorteer: sort, naam: search };
}

/** What a saved view kept; what is no longer known falls back to the first choice. */
export function filterKept(kept: Readonly<Record<string, string>>): ListFilter {
  return readFilter(kept, kept['naam'] ?? '');
}

export function sameFilter(a: ListFilter, b: ListFilter): boolean {
  return a.view === b.view && a.status === b.status && a.sort === b.sort && a.search === b.search;
}
