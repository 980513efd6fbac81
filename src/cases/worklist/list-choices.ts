/** What the work list can show, by the names in addresses, forms and kept views. */
export const LIST_VIEWS = [
  ...(['alle', 'mijn', 'pas-toegewezen', 'onbewerkt', 'binnenkort', 'te-laat', 'verdeelbak'] as const),
] as const;
export const LIST_STATUSES = ['open', 'te-sluiten', 'afgesloten', 'alle'] as const;
export const LIST_SORTS = ['nieuwste', 'oudste', 'termijn', 'naam'] as const;

export const LONGEST_SEARCH = 100;
