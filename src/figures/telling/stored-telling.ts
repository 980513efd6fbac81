import type { Day } from '../../law/day';
import type { Sql } from '../../platform/database/sql';
import { askedMunicipalities } from '../area';
import type { Figure, FigureQuestion } from '../figure';
import { byTown, type TownCount } from '../suppression/across-areas';
import { type CountedPerson, type KeepPerson, nobodyKept } from '../stored/keep-persons';
import { asStored, type Stored } from '../stored/stored';
import { TELLING_CELLS, type TellingCell } from './cells';
import { type TellingCounts, tellingFigure, type TellingYear } from './telling-table';
import { casesOfYear, schoolYearDays } from './telling-sql';

/**
 * How many pupils had their cases of a cell in these municipalities, the latest first, each with the education of its
 * last case there; nearly always one. Of any set of municipalities each pupil is then counted once, by the first in it.
 */
export interface TellingPath {
  cell: TellingCell;
  /** '' for a municipality: not known */
  path: (readonly [town: string, education: string])[];
  n: number;
}

const DAY_LENGTH = 10;

interface Row {
  cell: TellingCell;
  pupil: string;
  town: string;
  /** day and education */
  latest: string;
  /** id of a proces-verbaal, or '' */
  item: string;
}

/** Counts everybody; held is one pupil at a time, and a number per path. */
export async function countPaths(sql: Sql, year: number, keep: KeepPerson = nobodyKept): Promise<TellingPath[]> {
  const rows = sql.stream<Row>(
    `SELECT k.cell AS "cell", k.pupil_id AS "pupil", COALESCE(k.municipality, '') AS "town",
            MAX(CAST(k.day AS varchar(10)) || k.education) AS "latest", MAX(k.item) AS "item"
       FROM (${casesOfYear(year)}) k GROUP BY k.cell, k.pupil_id, COALESCE(k.municipality, '')
      ORDER BY k.cell, k.pupil_id`,
  );
  const found = new Map<string, TellingPath>();
  let pupil = '';
  let own: { cell: TellingCell; towns: { town: string; latest: string }[] } = { cell: 'absoluut', towns: [] };
  for await (const row of rows) {
    if (own.cell !== row.cell || pupil !== row.pupil) {
      count(found, own);
      pupil = row.pupil;
      own = { cell: row.cell, towns: [] };
    }
    own.towns.push(row);
    await keep(personOf(row));
  }
  count(found, own);
  // in one order whatever the database, so that the same counts have the same digest
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

/** As `persons/` finds them again: of the municipalities asked for, the latest case tells the education. */
function personOf({ cell, pupil, town, latest, item }: Row): CountedPerson {
  return {
    ...{ once: `${cell} ${pupil}`, pupil, regime: 'leerplicht', municipality: town === '' ? null : town },
    ...{ day: latest.slice(0, DAY_LENGTH) as Day, what: latest.slice(DAY_LENGTH), cells: [cell] },
    item: item === '' ? null : item,
  };
}

/** Adds one pupil; without a case there is nobody. */
function count(
  found: Map<string, TellingPath>,
  { cell, towns }: { cell: TellingCell; towns: readonly { town: string; latest: string }[] },
): void {
  if (towns.length === 0) return;
  const path = [...towns]
    .sort((a, b) => (a.latest === b.latest ? (a.town < b.town ? -1 : 1) : a.latest > b.latest ? -1 : 1))
    .map(({ town, latest }) => [town, latest.slice(DAY_LENGTH)] as const);
  const key = JSON.stringify([cell, path]);
  const known = found.get(key);
  if (known) known.n++;
  else found.set(key, { cell, path, n: 1 });
}

/** The telling of a school year as it was stored, of the area that is asked for. Pure. */
export function storedTelling(stored: Stored<TellingPath[]>, question: FigureQuestion): Figure {
  const { schoolYear, dataDay, definition, counts } = stored;
  const of = yearOf(counts, question, schoolYear);
  return asStored({ ...tellingFigure(of, question, schoolYear, dataDay), definitie: definition }, stored);
}

function yearOf(paths: readonly TellingPath[], question: FigureQuestion, year: number): TellingYear {
  const day = schoolYearDays(year).until;
  const asked = askedMunicipalities(question, day);
  const counts: TellingCounts = new Map(TELLING_CELLS.map(({ key }) => [key, new Map<string, number>()]));
  const towns = new Map(TELLING_CELLS.map(({ key }) => [key, [] as TownCount[]]));
  for (const { cell, path, n } of paths) {
    const first = path.find(([town]) => asked === null || asked.includes(town));
    const own = counts.get(cell)!;
    if (first) own.set(first[1], (own.get(first[1]) ?? 0) + n);
    for (const [town, column] of path) towns.get(cell)!.push({ town, column, n });
  }
  return { counts, towns: new Map([...towns].map(([cell, own]) => [cell, byTown(own, day)])) };
}
