import { findMunicipality, findRegion } from '../registry/facts';
import type { Per } from './figure';

/** The name that goes with a key, for a person to read; null where the key says all there is to say. */
export function keyName(per: Per, key: string | null): string | null {
  if (key === null) return null;
  if (per === 'regio') return findRegion(key)?.name ?? null;
  if (per === 'gemeente') return findMunicipality(key)?.name ?? null;
  return null;
}
