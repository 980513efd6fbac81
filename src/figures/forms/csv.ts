import { stringify } from 'csv-stringify/sync';
import { forSpreadsheet } from '../../platform/for-spreadsheet';
import type { Figure, FigureColumn, FigureRow } from '../figure';
import { absence } from './cell-text';

/** `;`, a header line, a point in numbers, the total last. The definition and the dates stand in columns of their own. */
export function figureToCsv(figure: Figure): string {
  const rows = figure.totaal === null ? figure.rijen : [...figure.rijen, figure.totaal];
  const facts = { definitie: figure.definitie, peildatum: figure.peildatum ?? '', gegevensdatum: figure.gegevensdatum };
  return stringify(
    [
      [...figure.kolommen.map(({ key }) => key), ...Object.keys(facts)],
      ...rows.map((row) => [...figure.kolommen.map((column) => text(row, column)), ...Object.values(facts)]),
    ],
    { delimiter: ';', record_delimiter: '\n' },
  );
}

function text(row: FigureRow, column: FigureColumn): string {
  const missing = absence(row, column);
  if (missing !== null) return missing;
  const value = row.cells[column.key]!;
  if (typeof value === 'number') return column.type === 'percentage' ? value.toFixed(2) : String(value);
  // what people typed must not run in a spreadsheet
  return forSpreadsheet(value);
}
