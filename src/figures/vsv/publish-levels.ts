import type { Day } from '../../law/day';
import { askedMunicipalities } from '../area';
import type { Figure, FigureQuestion } from '../figure';
import { publishSplit } from '../suppression/publish-leavers';
import { SplitGuard, type SplitPart } from '../suppression/split-guard';
import { withhold } from '../suppression/suppress-figure';
import { LEVELS } from './levels';
import { publishSchools, type SchoolPart } from './publish-schools';

/** Of a municipality the pupils of one level, as they were counted. */
export interface LevelPart extends Omit<SplitPart, 'column'> {
  /** place in `LEVELS` */
  rank: number;
}

/** Pupils of everywhere by municipality and level, and those of the area by school and level. */
interface Counts {
  parts: readonly LevelPart[];
  schools: () => SchoolPart[];
}

/**
 * Levels, kinds of education or schools of an area as they may be published beside each other, and levels and kinds beside
 * those of other areas. Of an area whose total may not be published nothing is told: it would follow from the rows.
 */
export function publishLevels(
  figure: Figure,
  { parts, schools }: Counts,
  question: FigureQuestion,
  start: Day,
): Figure {
  const columns = parts.map(({ rank, ...part }): SplitPart => ({ ...part, column: LEVELS[rank]!.name }));
  const guard = new SplitGuard(columns, educationOf);
  const towns = askedMunicipalities(question, start) ?? parts.map(({ town }) => town);
  const published =
    question.per === 'school'
      ? publishSchools(figure, schools(), (column) => guard.withheld(towns, column))
      : publishSplit(figure, guard, towns, question.per === 'niveau' ? 'columns' : 'kinds');
  return guard.isSilenced(towns) ? silenced(published) : published;
}

const educationOf = (level: string): string => LEVELS.find(({ name }) => name === level)!.education;

/** Columns of people, of a row of the statistic and of the series. */
const PEOPLE_COLUMNS = ['deelnemers', 'vsv', 'percentage'];

/** Without a single number. */
export function silenced(figure: Figure): Figure {
  return {
    ...figure,
    rijen: figure.rijen.map((row) => withhold(row, PEOPLE_COLUMNS)),
    totaal: figure.totaal && withhold(figure.totaal, PEOPLE_COLUMNS),
    toelichting: [
      ...figure.toelichting,
      'Het totaal van dit gebied mag niet openbaar worden, en zou uit deze verdeling volgen. Kies een groter gebied.',
    ],
  };
}
