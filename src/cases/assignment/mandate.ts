import type { Actor } from '../../access/actor';
import type { Day } from '../../law/day';
import { regionOf } from '../../registry/facts';
import { scopeOf } from '../../registry/scopes';
import type { Regime } from '../dossier/regime';

/** What decides who may give a dossier to someone: its regime and the residence of its pupil. */
export interface Placed {
  regime: Regime;
  municipality: string | null;
}

/**
 * Whether someone may give this dossier to someone else: who works dossiers of that regime and area, and the
 * coordinator of the region, who sees the load and not the file.
 */
export function mayAssign({ visitor }: Actor, { regime, municipality }: Placed, today: Day): boolean {
  if (visitor === null) return true;
  if (municipality === null) return false;
  if (scopeOf(visitor, today)[regime].includes(municipality)) return true;
  const inService = (visitor.from ?? today) <= today && today <= (visitor.until ?? today);
  const region = regionOf(municipality, today);
  return inService && visitor.roles.includes('rmc-coordinator') && region !== null && visitor.regions.includes(region);
}
