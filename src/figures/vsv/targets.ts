import type { Sql } from '../../platform/database/sql';
import type { Figure, FigureColumn, FigureQuestion } from '../figure';

/** What is aimed for in one school year; '' as level: all together. */
export interface Target {
  kind: string;
  area: string;
  year: number;
  level: string;
  hundredths: number;
}

/** Empty where nothing was agreed, which is not unknown. */
export const TARGET_COLUMN: FigureColumn = {
  ...{ key: 'streefcijfer', title: 'streefcijfer %', type: 'percentage', emptyWhereNone: true },
};

/** The area of a question as targets name it. */
export function areaOf({ region, municipality }: FigureQuestion): { kind: string; area: string } {
  if (municipality !== null) return { kind: 'gemeente', area: municipality };
  return region === null ? { kind: 'land', area: '' } : { kind: 'regio', area: region };
}

/** The targets that may stand in a table: of the area itself, and of the regions or municipalities beside each other. */
export function targetsOf(sql: Sql, question: FigureQuestion, first: number, last: number): Promise<Target[]> {
  const { kind, area } = areaOf(question);
  const beside = question.per === 'regio' ? 'regio' : 'gemeente';
  return sql.all<Target>(
    `SELECT area_kind AS "kind", area AS "area", school_year AS "year", level AS "level", hundredths AS "hundredths"
       FROM vsv_target WHERE school_year BETWEEN ? AND ? AND ((area_kind = ? AND area = ?) OR area_kind = ?)`,
    [first, last, kind, area, beside],
  );
}

/** Of the area that was asked for as a whole: a municipality does not inherit the target of its region. */
export function targetOfArea(
  targets: readonly Target[],
  question: FigureQuestion,
  year: number,
  level = '',
): Target | undefined {
  const { kind, area } = areaOf(question);
  return targets.find((one) => one.kind === kind && one.area === area && one.year === year && one.level === level);
}

/** Of the row with this key: a region, a municipality, or a level of the area; the other distributions have none. */
export function targetOfRow(
  targets: readonly Target[],
  question: FigureQuestion,
  key: string,
  year: number,
): Target | undefined {
  if (question.per === 'niveau') return targetOfArea(targets, question, year, key);
  if (question.per !== 'gemeente' && question.per !== 'regio') return undefined;
  return targets.find((one) => one.kind === question.per && one.area === key && one.year === year && one.level === '');
}

/** The table of one school year with its targets; as it is where none was agreed. */
export function withTargets(
  figure: Figure,
  targets: readonly Target[],
  question: FigureQuestion,
  year: number,
): Figure {
  const of = (target: Target | undefined) => (target ? target.hundredths / 100 : null);
  const rows = figure.rijen.map((row) => of(targetOfRow(targets, question, String(row.cells['sleutel']), year)));
  const whole = of(targetOfArea(targets, question, year));
  if (whole === null && rows.every((one) => one === null)) return figure;
  return {
    ...figure,
    kolommen: [...figure.kolommen, TARGET_COLUMN],
    rijen: figure.rijen.map((row, i) => ({ ...row, cells: { ...row.cells, streefcijfer: rows[i]! } })),
    totaal: figure.totaal && {
      ...figure.totaal,
      cells: { ...figure.totaal.cells, streefcijfer: whole },
    },
  };
}
