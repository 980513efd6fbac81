import { dossierScope, type Scope } from '../access/scope';
import type { Visitor } from '../access/visitor';
import type { Day } from '../law/day';
import { findRegion, municipalitiesOf } from './facts';

/** The scope of a visitor, with the regions as they are known. An unknown region holds no municipality. */
export function scopeOf(visitor: Visitor, today: Day): Scope {
  return dossierScope(visitor, today, (region, day) =>
    findRegion(region) ? municipalitiesOf(region, day).map((one) => one.code) : [],
  );
}
