import type { Day } from '../law/day';
import type { Sql, Value } from '../platform/database/sql';
import { isInService, type Visitor } from './visitor';

/** Which dossiers someone may see: per regime the municipalities whose residents they are, and why (or why none). */
export interface DossierScope {
  leerplicht: readonly string[];
  doorstroompunt: readonly string[];
  /** Dutch sentences for a person */
  why: readonly string[];
}

/** The codes of the municipalities of a region on a day. This room lies below the one that knows them. */
export type MunicipalitiesOf = (region: string, day: Day) => readonly string[];

/**
 * The one answer to "which dossiers may this visitor see". Deny by default: only what is named here is seen.
 * Competence follows the residence of the pupil, not the school (LPW 16, WEB 9.2.1).
 */
export function dossierScope(visitor: Visitor, today: Day, municipalitiesOf: MunicipalitiesOf): DossierScope {
  if (!isInService(visitor, today)) return nothing('U bent vandaag niet in dienst. Daarom ziet u geen dossiers.');
  const why: string[] = [];
  let leerplicht: readonly string[] = [];
  let doorstroompunt: readonly string[] = [];
  if (visitor.roles.includes('leerplichtambtenaar')) {
    leerplicht = visitor.municipalities;
    why.push(
      leerplicht.length > 0
        ? 'Als leerplichtambtenaar ziet u leerplichtdossiers van inwoners van uw gemeenten.'
        : 'U bent leerplichtambtenaar, maar er is geen gemeente aan u gekoppeld.',
    );
  }
  if (visitor.roles.includes('rmc-trajectbegeleider')) {
    doorstroompunt = [...new Set(visitor.regions.flatMap((region) => municipalitiesOf(region, today)))];
    why.push(
      doorstroompunt.length > 0
        ? 'Als trajectbegeleider ziet u dossiers van het Doorstroompunt van inwoners van uw regio.'
        : 'U bent trajectbegeleider, maar er is geen regio aan u gekoppeld.',
    );
  }
  return why.length > 0 ? { leerplicht, doorstroompunt, why } : nothing('Uw rol geeft geen toegang tot dossiers.');
}

export function seesNothing(scope: DossierScope): boolean {
  return scope.leerplicht.length === 0 && scope.doorstroompunt.length === 0;
}

/** Where the pupil of `dossier d` lives on a day: one step in the primary key of residence. */
const HOME = `(SELECT scope_home.municipality FROM residence scope_home
  WHERE scope_home.pupil_id = d.pupil_id AND scope_home.from_date <= ?
  ORDER BY scope_home.from_date DESC LIMIT 1)`;

/**
 * The scope as an SQL condition on `dossier d`, for the query itself: what is out of scope is never read.
 * Residence is looked up as it is today, so that a move takes effect on its day and not when the dossier is
 * assigned again.
 */
export function dossierCondition(sql: Sql, scope: DossierScope, today: Day): { sql: string; values: Value[] } {
  const parts: string[] = [];
  const values: Value[] = [];
  for (const regime of ['leerplicht', 'doorstroompunt'] as const) {
    if (scope[regime].length === 0) continue;
    const own = sql.oneOf(HOME, scope[regime], 'code');
    parts.push(`(d.regime = '${regime}' AND ${own.sql})`);
    values.push(today, own.value);
  }
  return parts.length > 0 ? { sql: `(${parts.join(' OR ')})`, values } : { sql: '(1 = 0)', values: [] };
}

function nothing(why: string): DossierScope {
  return { leerplicht: [], doorstroompunt: [], why: [why] };
}
