import type { AbsenceKind } from '../../law/facts';

export type ShownKind = Exclude<AbsenceKind, 'ingetrokken'>;

/** From the heaviest to the lightest: the first one that a day has colours it. */
export const SHOWN_KINDS: readonly ShownKind[] = ['ongeoorloofd', 'luxe', 'te_laat', 'ziek', 'geoorloofd'];

export const KIND_NAMES: Record<ShownKind, string> = {
  ongeoorloofd: 'ongeoorloofd',
  luxe: 'luxeverzuim',
  te_laat: 'te laat',
  ziek: 'ziek',
  geoorloofd: 'geoorloofd',
};
