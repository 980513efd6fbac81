import type { FastifyReply, FastifyRequest } from 'fastify';
import { Part, Parts, Text, Whole } from './fields';
import type { PageQuery } from './query';
import { sparse } from './fields-asked';

/** One page of what a query found: the rows of this page and how many there are in all. */
export interface Found<T> {
  rows: T[];
  total: number;
}

class Verwijzing {
  @Text({ about: 'Adres', example: '/api/v1/leerlingen?pagina=2' })
  href!: string;
}

class Verwijzingen {
  @Part(() => Verwijzing, { about: 'Deze pagina' })
  self!: Verwijzing;

  @Part(() => Verwijzing, { about: 'De eerste pagina' })
  first!: Verwijzing;

  @Part(() => Verwijzing, { about: 'De vorige pagina', optional: true })
  prev?: Verwijzing;

  @Part(() => Verwijzing, { about: 'De volgende pagina', optional: true })
  next?: Verwijzing;

  @Part(() => Verwijzing, { about: 'De laatste pagina' })
  last!: Verwijzing;
}

/** A page of a list, as it goes out. */
export abstract class Page<T> {
  resultaten!: T[];

  @Whole({ about: 'Nummer van deze pagina', least: 1, example: 1 })
  pagina!: number;

  @Whole({ about: 'Aantal per pagina', least: 1, example: 25 })
  paginagrootte!: number;

  @Whole({ about: 'Hoeveel er in alle pagina’s samen zijn', example: 812 })
  totaal!: number;

  @Part(() => Verwijzingen, { about: 'Adressen van deze en andere pagina’s' })
  _links!: Verwijzingen;
}

const pages = new Map<new () => object, new () => object>();

/** The class of a page of these resources, for the document. */
export function pageOf(resource: new () => object): new () => object {
  const known = pages.get(resource);
  if (known) return known;
  class ResourcePage extends Page<object> {}
  Parts(() => resource, { about: 'Wat op deze pagina staat', most: 100 })(ResourcePage.prototype, 'resultaten');
  Object.defineProperty(ResourcePage, 'name', { value: `${resource.name}Pagina` });
  pages.set(resource, ResourcePage);
  return ResourcePage;
}

/** Rows to skip for a page. */
export function offsetOf({ pagina, paginagrootte }: PageQuery): number {
  return (pagina - 1) * paginagrootte;
}

/** One page of a list that is short enough to be read whole. */
export function pageFrom<T>(all: readonly T[], query: PageQuery): Found<T> {
  const from = offsetOf(query);
  return { rows: all.slice(from, from + query.paginagrootte), total: all.length };
}

/** The page as it goes out, with the addresses of the others in the body and in the header `Link` (RFC 8288). */
export function toPage<T extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  { pagina, paginagrootte }: PageQuery,
  found: Found<T>,
  asked: ReadonlySet<string> | null,
): Page<T> {
  const last = Math.max(1, Math.ceil(found.total / paginagrootte));
  const address = (number: number) => ({ href: pageAddress(request.url, number) });
  const _links = {
    self: address(pagina),
    first: address(1),
    ...(pagina > 1 ? { prev: address(Math.min(pagina - 1, last)) } : {}),
    ...(pagina < last ? { next: address(pagina + 1) } : {}),
    last: address(last),
  };
  const links = Object.entries(_links).map(([rel, { href }]) => `<${href}>; rel="${rel}"`);
  void reply.header('link', links.join(', '));
  const resultaten = found.rows.map((row) => sparse(row, asked));
  return { resultaten, pagina, paginagrootte, totaal: found.total, _links };
}

function pageAddress(url: string, number: number): string {
  const [path, query] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('pagina', String(number));
  return `${path}?${parameters.toString()}`;
}
