import { addMonths, type Day } from '../../law/day';
import { readConfig } from '../../platform/config-file';

/** Why a pupil was at home: an unbroken run of unauthorised absence, or no school at all. */
export type HomeKind = 'langdurig' | 'absoluut';

export const HOME_NAMES: Record<HomeKind, string> = {
  langdurig: 'ongeoorloofd afwezig',
  absoluut: 'niet ingeschreven',
};

/** A stretch in which a pupil was at home; `until` null: still. Both days belong to it. */
export interface HomeStretch {
  pupilId: string;
  /** where the pupil lives on the reference day; null: not known */
  municipality: string | null;
  kind: HomeKind;
  from: Day;
  until: Day | null;
}

/** A row and a column of these figures; column null: the wider of the two. */
export interface HomeCell {
  key: string;
  column: string | null;
}

export interface HomeDefinition {
  naam: string;
  omschrijving: string;
  soorten: readonly HomeKind[];
  langerDanMaanden: number;
}

/** The definitions in use, from `config/thuiszitters`. */
export function homeDefinitions(): readonly HomeDefinition[] {
  return readConfig<{ definities: HomeDefinition[] }>('thuiszitters', 'definities.json').definities;
}

/** Whether a stretch makes a thuiszitter by this definition on some day from `from` to `until`. Pure. */
export function countsBetween(stretch: HomeStretch, definition: HomeDefinition, from: Day, until: Day): boolean {
  if (!definition.soorten.includes(stretch.kind)) return false;
  const since = countsSince(stretch, definition);
  return since <= until && (stretch.until === null || (stretch.until >= from && stretch.until >= since));
}

/** Whether everybody who counts by `narrow` counts by `wide`; each does by itself. Pure. */
export function isWider(wide: HomeDefinition, narrow: HomeDefinition): boolean {
  return (
    wide.langerDanMaanden <= narrow.langerDanMaanden && narrow.soorten.every((kind) => wide.soorten.includes(kind))
  );
}

/** The first day on which the stretch is long enough: after so many months for more than so many months. */
function countsSince({ from }: HomeStretch, { langerDanMaanden }: HomeDefinition): Day {
  return langerDanMaanden === 0 ? from : addMonths(from, langerDanMaanden);
}
