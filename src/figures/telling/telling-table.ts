import type { Day } from '../../law/day';
import { EDUCATION_KINDS } from '../../law/facts';
import { areaName, askedMunicipalities } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { type AreaCounts, type Beside, askedOf, ROW_TOTAL, withheldAcross } from '../suppression/across-areas';
import { isSmall } from '../suppression/suppress';
import { suppressRows, withhold } from '../suppression/suppress-figure';
import { NO_EDUCATION, TELLING_CELLS, type TellingCell } from './cells';
import { schoolYearDays } from './telling-sql';

export const TELLING_COLUMNS: readonly string[] = [...EDUCATION_KINDS, NO_EDUCATION];

export const TELLING_DEFINITION = 'leerplichttelling (Leerplichtwet 1969, art. 25): leerlingen, niet het aantal keren';

/** Pupils per cell and education. */
export type TellingCounts = Map<TellingCell, Map<string, number>>;

/** The counts of a year, as a table or as it may be published. */
export interface TellingYear {
  counts: TellingCounts;
  /** per cell the municipalities beside each other; only where it is asked for publication */
  towns: Map<TellingCell, AreaCounts[]>;
}

/**
 * The table, as it may be published where that was asked for: each row is guarded by itself and beside those of the other
 * municipalities, which others may ask for.
 */
export function tellingFigure(of: TellingYear, question: FigureQuestion, year: number, today: Day): Figure {
  const figure = tellingTable(of.counts, question, year, today);
  if (!question.publication) return figure;
  const asked = askedMunicipalities(question, schoolYearDays(year).until);
  const guarded = suppressRows(figure, TELLING_COLUMNS, ROW_TOTAL);
  return {
    ...guarded,
    rijen: guarded.rijen.map((row) => {
      const cell = row.cells['sleutel'] as TellingCell;
      const own = of.towns.get(cell)!;
      const near = cell === 'absoluut-heringeschreven' ? nearTo(own, of.towns.get('absoluut')!) : { towns: own };
      const hidden = withheldAcross(near.towns, TELLING_COLUMNS, askedOf(near.towns, asked), near);
      return withhold(row, [...hidden, ...nearInArea(of.counts, cell)]);
    }),
  };
}

/** Who was enrolled again is among those who were found: what lies between them is a number of pupils too. */
function nearTo(own: readonly AreaCounts[], wider: readonly AreaCounts[]): Beside & { towns: AreaCounts[] } {
  const counts = new Map(own.map((one) => [one.key, one.counts]));
  const none: ReadonlyMap<string, number> = new Map();
  const towns = wider.map((one) => ({ ...one, counts: counts.get(one.key) ?? none }));
  const more = own.filter(({ key }) => !wider.some((one) => one.key === key));
  const sum = (of: readonly AreaCounts[], keys: readonly string[], column: string | null) =>
    of
      .filter(({ key }) => keys.includes(key))
      .reduce((total, one) => total + sumOf(one.counts, column === null ? TELLING_COLUMNS : [column]), 0);
  const also: Beside['also'] = (keys, column) => isSmall(sum(wider, keys, column) - sum(own, keys, column));
  return { towns: [...towns, ...more], also };
}

/** The same of the area itself, where a pupil of two municipalities counts once. */
function nearInArea(counts: TellingCounts, cell: TellingCell): string[] {
  if (cell !== 'absoluut-heringeschreven') return [];
  const [own, wider] = [counts.get(cell)!, counts.get('absoluut')!];
  const near = (columns: readonly string[]) => isSmall(sumOf(wider, columns) - sumOf(own, columns));
  return [
    ...TELLING_COLUMNS.filter((column) => (own.get(column) ?? 0) > 0 && near([column])),
    ...(sumOf(own, TELLING_COLUMNS) > 0 && near(TELLING_COLUMNS) ? [ROW_TOTAL] : []),
  ];
}

const sumOf = (counts: ReadonlyMap<string, number>, columns: readonly string[]): number =>
  columns.reduce((total, column) => total + (counts.get(column) ?? 0), 0);

export function cellTotal(counts: TellingCounts, cell: TellingCell): number {
  return [...counts.get(cell)!.values()].reduce((a, b) => a + b, 0);
}

/** The counts as a table: a row per cell, a column per onderwijssoort, the total of the row last. */
export function tellingTable(counts: TellingCounts, question: FigureQuestion, year: number, today: Day): Figure {
  const rijen = TELLING_CELLS.map(({ key, name }): FigureRow => {
    const split = TELLING_COLUMNS.map((column) => [column, counts.get(key)!.get(column) ?? 0]);
    return { cells: { sleutel: key, naam: name, ...Object.fromEntries(split), totaal: cellTotal(counts, key) } };
  });
  return {
    soort: 'telling',
    titel: `Leerplichttelling ${schoolYearName(year)}, ${areaName(question)}`,
    definitie: TELLING_DEFINITION,
    peildatum: schoolYearDays(year).until,
    gegevensdatum: today,
    kolommen: [
      { key: 'sleutel', title: 'cel', type: 'tekst' },
      { key: 'naam', title: 'omschrijving', type: 'tekst' },
      ...TELLING_COLUMNS.map((column) => ({ key: column, title: column, type: 'getal' as const })),
      { key: 'totaal', title: 'totaal', type: 'getal' },
    ],
    rijen,
    totaal: null,
    kenmerken: { schooljaar: year, gebied: areaName(question) },
    toelichting: [
      'Een leerling telt per cel één keer, bij de onderwijssoort van het laatste geval.',
      'Een leerling telt in de gemeente waar die woonde op de dag van het geval.',
      `${NO_EDUCATION}: de leerling stond nog nooit ingeschreven.`,
      'Vrijstellingen en absoluut verzuim tellen in elk schooljaar waarin ze liepen; een melding in het schooljaar waarin de grens is bereikt.',
    ],
  };
}
