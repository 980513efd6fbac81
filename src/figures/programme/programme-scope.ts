import { isInService, type Visitor } from '../../access/visitor';
import type { Day } from '../../law/day';
import { findMunicipality, findRegion, municipalitiesOf, regionOf } from '../../registry/facts';
import { scopeOf } from '../../registry/scopes';
import type { ProgrammeKind } from './programme-store';

/** Whose programme it is: a region has two digits, a municipality four; null: there is no such area. */
export const kindOfArea = (area: string): ProgrammeKind | null =>
  findRegion(area) ? 'regionaal-programma' : findMunicipality(area) ? 'lea' : null;

/** Whether somebody may read the programme and targets of an area: whoever sees figures of a municipality of it. */
export function readsProgramme(visitor: Visitor, area: string, today: Day): boolean {
  const seen = scopeOf(visitor, today).figures.municipalities;
  if (findRegion(area)) return municipalitiesOf(area, today).some(({ code }) => seen.includes(code));
  return seen.includes(area);
}

/** Whether somebody may write it: the coordinator, of the own regions and of the municipalities in them. */
export function keepsProgramme(visitor: Visitor, area: string, today: Day): boolean {
  if (!visitor.roles.includes('rmc-coordinator') || !isInService(visitor, today)) return false;
  const region = findRegion(area) ? area : findMunicipality(area) ? regionOf(area, today) : null;
  return region !== null && visitor.regions.includes(region);
}
