import { askedMunicipalities } from '../area';
import type { FigureQuestion } from '../figure';
import type { Stored } from '../stored/stored';
import { schoolYearDays } from '../telling/telling-sql';
import type { HomeDefinition } from './definitions';
import { type HomeCounts, HomeSets, homeSets } from './home-sets';
import { type CountedHomes, monthsOf, rowOf } from './home-tables';

/** The pupils at home of a school year, by the definitions that were in use when they were counted. */
export interface StoredHomes extends HomeCounts {
  definitions: HomeDefinition[];
}

/** The same as was counted then, of the area that is asked for. Pure. */
export function storedHomes(stored: Stored<StoredHomes>, question: FigureQuestion): CountedHomes {
  const { schoolYear: year, dataDay, counts } = stored;
  const { from, until: reference } = schoolYearDays(year);
  const months = monthsOf(from, reference);
  const sets = HomeSets.of(homeSets(counts.definitions, from, months), counts);
  const row = rowOf(sets, askedMunicipalities(question, reference), question.publication ? reference : null);
  return { ...{ year, from, reference, months, running: false, dataDay }, definitions: counts.definitions, row };
}
