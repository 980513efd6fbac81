import type { Actor } from '../../access/actor';
import { type Condition, either, pupilCondition } from '../../access/conditions';
import { phaseBounds } from '../../access/phase-bounds';
import { freeToUse } from '../../access/restriction';
import { dossierScope, type Scope } from '../../access/scope';
import type { Visitor } from '../../access/visitor';
import type { Day } from '../../law/day';
import type { LawParameters } from '../../law/parameters';
import type { Sql } from '../../platform/database/sql';
import { municipalitiesOf } from '../../registry/facts';

/**
 * The persons behind a figure whom somebody may see, on `pupil p`: the system everybody but who is restricted, a person
 * only whom the own role and area show.
 */
export function seenPersons({ visitor }: Actor, sql: Sql, today: Day, parameters: LawParameters): Condition {
  if (visitor === null) return { sql: freeToUse('p.id'), values: [] };
  return pupilCondition(sql, scopeOn(visitor, today), phaseBounds(today, parameters));
}

/**
 * The same of what was done in a regime, by a column with that regime: what is behind a figure tells of a dossier, and is
 * for those whose role has that regime, whoever else may see the pupil.
 */
export function seenInRegime(
  { visitor }: Actor,
  sql: Sql,
  today: Day,
  parameters: LawParameters,
  column: string,
): Condition {
  if (visitor === null) return { sql: freeToUse('p.id'), values: [] };
  const scope = scopeOn(visitor, today);
  const bounds = phaseBounds(today, parameters);
  const nowhere = { leerplicht: [], doorstroompunt: [], schools: [] };
  const parts = (['leerplicht', 'doorstroompunt'] as const).map((regime): Condition => {
    const seen = pupilCondition(sql, { ...scope, ...nowhere, [regime]: scope[regime] }, bounds);
    return { sql: `(${column} = '${regime}' AND ${seen.sql})`, values: seen.values };
  });
  return either(...parts);
}

function scopeOn(visitor: Visitor, today: Day): Scope {
  return dossierScope(visitor, today, (region, day) => municipalitiesOf(region, day).map(({ code }) => code));
}
