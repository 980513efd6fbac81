import { stringify } from 'csv-stringify/sync';
import type { ReportedProcessing } from '../../access/log/access-report';
import { forSpreadsheet } from '../../platform/for-spreadsheet';
import type { OwnData, Told } from './own-data';

/** A line a value: `onderdeel;rij;gegeven;waarde`. What people typed does not run in a spreadsheet. */
export function ownDataToCsv(data: OwnData): string {
  const lines: string[][] = [['onderdeel', 'rij', 'gegeven', 'waarde']];
  for (const { onderdeel, rijen } of data.onderdelen) {
    rijen.forEach((row, i) => {
      for (const [name, value] of flat(row)) lines.push([onderdeel, String(i + 1), name, forSpreadsheet(value)]);
    });
  }
  data.verwerkingen.forEach((row, i) => {
    for (const [name, value] of Object.entries(row))
      lines.push(['Verwerkingen', String(i + 1), name, forSpreadsheet(value)]);
  });
  for (const [i, text] of data.nietOpgenomen.entries()) lines.push(['Niet opgenomen', String(i + 1), '', text]);
  return stringify(lines, { delimiter: ';', record_delimiter: '\n' });
}

/** What was done with the data, a line each. */
export function processingToCsv(rows: readonly ReportedProcessing[]): string {
  const columns = ['tijdstip', 'handeling', 'onderwerp', 'doel', 'door', 'langs', 'uitkomst'] as const;
  const lines = rows.map((row) => columns.map((column) => forSpreadsheet(row[column])));
  return stringify([[...columns], ...lines], { delimiter: ';', record_delimiter: '\n' });
}

/** Every value with its name; of what lies deeper the names one after the other. */
export function flat(value: Told, name = ''): [string, string][] {
  if (value === null || value === '') return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  const entries = Array.isArray(value) ? value.map((one, i) => [String(i + 1), one] as const) : Object.entries(value);
  return entries.flatMap(([key, one]) => flat(one, name === '' ? key : `${name} ${key}`));
}
