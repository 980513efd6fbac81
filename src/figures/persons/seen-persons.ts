import type { Actor } from '../../access/actor';
import { type Condition, pupilCondition } from '../../access/conditions';
import { phaseBounds } from '../../access/phase-bounds';
import { freeToUse } from '../../access/restriction';
import { dossierScope } from '../../access/scope';
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
  const scope = dossierScope(visitor, today, (region, day) => municipalitiesOf(region, day).map(({ code }) => code));
  return pupilCondition(sql, scope, phaseBounds(today, parameters));
}
