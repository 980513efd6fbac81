import { reportYear } from '../../trajectories/counting';
import { askedMunicipalities } from '../area';
import type { Figure, FigureQuestion } from '../figure';
import { asStored, type Stored } from '../stored/stored';
import { addCounts, type EffectCounts, emptyCounts } from './counts';
import { effectTable } from './effect-table';

/** The trajectories of a region and a municipality; that may have moved to another region since. */
export interface EffectPart {
  region: string;
  /** null: not known */
  town: string | null;
  counts: EffectCounts;
}

/** The effectrapportage of a school year as it was stored, of the area that is asked for. Pure. */
export function storedEffect(stored: Stored<EffectPart[]>, question: FigureQuestion): Figure {
  const { schoolYear, dataDay, definition } = stored;
  const asked = askedMunicipalities({ ...question, region: null }, reportYear(schoolYear).until);
  const counts = emptyCounts();
  for (const { region, town, counts: own } of stored.counts) {
    const inRegion = question.region === null || question.region === region;
    const inTown = asked === null || (town !== null && asked.includes(town));
    if (inRegion && inTown) addCounts(counts, own);
  }
  return asStored({ ...effectTable(counts, question, schoolYear, dataDay), definitie: definition }, stored);
}
