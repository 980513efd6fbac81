import { stringify } from 'csv-stringify/sync';
import { forSpreadsheet } from '../platform/for-spreadsheet';
import type { Certificate } from './destruction-list';

/** A certificate as a file to keep in an archive: `gegeven;waarde`, with the rows that went per table. Nothing of anybody. */
export function certificateToCsv(stored: string): string {
  const told = JSON.parse(stored) as Certificate;
  const lines: [string, string | number][] = [
    ['gemeente', told.gemeente],
    ['maand', told.maand.slice(0, 7)],
    ['vernietigd op', told.vernietigdOp],
    ['voorgedragen door', forSpreadsheet(told.voorgedragenDoor)],
    ['goedgekeurd door', forSpreadsheet(told.goedgekeurdDoor)],
    ...Object.entries(told.records).map(([name, count]): [string, number] => [`records ${name}`, count]),
    ['leerlingen van wie niets meer over is', told.leerlingen],
    ['bleef bewaard', told.aangehouden],
    ['hoort nu bij een andere gemeente', told.elders ?? 0],
    ...Object.entries(told.rijen).map(([table, count]): [string, number] => [`rijen ${table}`, count]),
  ];
  return stringify([['gegeven', 'waarde'], ...lines], { delimiter: ';', record_delimiter: '\n' });
}
