import { EFFECT_DEFINITION } from '../effect/effect-table';
import type { EffectPart } from '../effect/stored-effect';
import { MANAGEMENT_DEFINITION, type ManagementCounts } from '../management/management';
import { type MeasureCount, MEASURES_DEFINITION } from '../management/measures';
import type { TellingPath } from '../telling/stored-telling';
import { TELLING_DEFINITION } from '../telling/telling-table';
import { HOMES_DEFINITION } from '../thuiszitters/home-tables';
import type { StoredHomes } from '../thuiszitters/stored-homes';
import type { StoredKind } from './kinds';

/** What is stored of each kind: counts of everywhere, by municipality. */
export interface StoredCounts extends Record<StoredKind, unknown> {
  telling: TellingPath[];
  effectrapportage: EffectPart[];
  thuiszitters: StoredHomes;
  management: ManagementCounts;
  maatregelen: MeasureCount[];
}

/** The definition of each kind with its version: one higher with each change of how it is counted. */
export const STORED_DEFINITIONS: Readonly<Record<StoredKind, string>> = {
  telling: `${TELLING_DEFINITION}; versie 1`,
  effectrapportage: `${EFFECT_DEFINITION}; versie 1`,
  thuiszitters: `${HOMES_DEFINITION}; versie 1`,
  management: `${MANAGEMENT_DEFINITION}; versie 1`,
  maatregelen: `${MEASURES_DEFINITION}; versie 1`,
};
