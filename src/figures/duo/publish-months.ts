import type { Condition } from '../../access/conditions';
import type { Sql } from '../../platform/database/sql';
import { type Figure, type FigureQuestion, type FigureRow, UNKNOWN } from '../figure';
import { type AreaCounts, ROW_TOTAL, withheldOfAreas } from '../suppression/across-areas';
import { withhold } from '../suppression/suppress-figure';
import { suppressSeries } from '../suppression/tables';
import { type DuoPlace, isByArea, placeKey, placesOf } from './duo-places';

interface CountedPlace extends DuoPlace {
  month: string;
  n: number;
}

/** Reports by place and month. `rows`: the condition on `duo_record r`. */
export async function countPlaces(sql: Sql, rows: Condition): Promise<CountedPlace[]> {
  const found = await sql.all<CountedPlace>(
    `SELECT r.region AS "region", r.municipality AS "municipality", r.month AS "month", COUNT(*) AS "n"
       FROM duo_record r WHERE ${rows.sql} GROUP BY r.region, r.municipality, r.month`,
    rows.values,
  );
  // in one order, so that each asking withholds the same
  const place = (one: CountedPlace) => `${placeKey(one)} ${one.month}`;
  return found.sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

/**
 * For the public: months by key alone. Persons and kinds lie so near the number of reports that they would give away
 * what is withheld. Regions and municipalities lie side by side, and are asked for one by one: one withholding for all.
 * Another distribution is published of whole regions alone (`FigureKind`): it is guarded by itself, and shows nothing where
 * the total of its area may not be shown.
 */
export function publishMonths(
  figure: Figure,
  months: readonly string[],
  places: readonly CountedPlace[],
  question: FigureQuestion,
  kinds: readonly string[],
): Figure {
  const columns = months.map((month) => `m${month}`);
  const gone = ['personen', 'uitgeschreven', ...kinds];
  const hide = (row: FigureRow, hidden: ReadonlySet<string>) => {
    const cells = Object.fromEntries(Object.entries(row.cells).filter(([key]) => !gone.includes(key)));
    return withhold(
      { cells },
      [...hidden].map((column) => (column === ROW_TOTAL ? 'meldingen' : column)),
    );
  };
  const parts = placesOf(places, question);
  const withheld = withheldOfAreas(byPlace(places), [...new Set(places.map(({ month }) => `m${month}`))], {
    oneByOne: true,
  });
  const ofArea = (key: string | null) => withheld([...new Set(parts(key))]);
  const { ofRow, ofTotal } = isByArea(question.per)
    ? { ofRow: ofArea, ofTotal: ofArea(null) }
    : byItself(figure, months);
  const silent = !isByArea(question.per) && ofArea(null).size > 0 ? new Set([...columns, ROW_TOTAL]) : null;
  return {
    ...figure,
    kolommen: figure.kolommen.filter(({ key }) => !gone.includes(key)),
    rijen: figure.rijen.map((row) => hide(row, silent ?? ofRow(String(row.cells['sleutel'])))),
    totaal: figure.totaal && hide(figure.totaal, silent ?? ofTotal),
    toelichting: [...figure.toelichting.slice(0, 1), 'Kleine aantallen zijn weggelaten voor publicatie.'],
  };
}

/** A distribution by itself: the columns to withhold of each row, and of the total. */
function byItself({ rijen }: Figure, months: readonly string[]) {
  const columns = months.map((month) => `m${month}`);
  const byKey = new Map(rijen.map(({ cells }) => [String(cells['sleutel']), cells]));
  const cell = (key: string, column: string) => Number(byKey.get(key)![column]);
  const hidden = suppressSeries({ rows: [...byKey.keys()], columns, cell });
  const ofRow = (key: string) =>
    new Set([
      ...columns.filter((column) => hidden.cells.has(`${key}|${column}`)),
      ...(hidden.rowTotals.has(key) ? [ROW_TOTAL] : []),
    ]);
  return { ofRow, ofTotal: new Set([...hidden.columnTotals, ...(hidden.total ? [ROW_TOTAL] : [])]) };
}

function byPlace(places: readonly CountedPlace[]): AreaCounts[] {
  const found = new Map<string, { key: string; group: string; counts: Map<string, number> }>();
  for (const one of places) {
    const key = placeKey(one);
    const own = found.get(key) ?? { key, group: one.region ?? UNKNOWN, counts: new Map<string, number>() };
    own.counts.set(`m${one.month}`, one.n);
    found.set(key, own);
  }
  return [...found.values()];
}
