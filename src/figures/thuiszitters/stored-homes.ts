import { askedMunicipalities } from '../area';
import type { FigureQuestion } from '../figure';
import type { Stored } from '../stored/stored';
import { schoolYearDays } from '../telling/telling-sql';
import type { HomeCell, HomeDefinition } from './definitions';
import { type HomeCounts, HomeSets, homeSets } from './home-sets';
import { type CountedHomes, monthsOf, rowOf } from './home-tables';

/** The pupils at home of a school year, by the definitions that were in use when they were counted. */
export interface StoredHomes extends HomeCounts {
  definitions: HomeDefinition[];
}

/**
 * The place in `counts` of a cell, with its column where the widest of the row was meant; null: there is none.
 * `definition`: of the months by that definition, else of the definitions side by side.
 */
export function placeOfCell(
  { schoolYear, counts }: Pick<Stored<StoredHomes>, 'schoolYear' | 'counts'>,
  definition: string | undefined,
  { key, column }: HomeCell,
): { place: number; column: string } | null {
  const { from, until } = schoolYearDays(schoolYear);
  const months = monthsOf(from, until);
  const month = months.find(({ first }) => first.startsWith(`${key}-`));
  const [narrow, wide] = definition === undefined ? ['opPeildatum', 'inSchooljaar'] : ['opLaatsteDag', 'inMaand'];
  const days = definition === undefined ? { first: from, last: until } : month;
  if (days === undefined) return null;
  const first = column === narrow ? days.last : days.first;
  const place = homeSets(counts.definitions, from, months).findIndex(
    (one) => one.definition.naam === (definition ?? key) && one.from === first && one.until === days.last,
  );
  return place < 0 ? null : { place, column: column === narrow ? narrow! : wide! };
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
