import type { Work } from '../platform/database/sql';
import { newId } from '../platform/ids';
import type { ReportBuilder } from './report';

const COLUMNS = [
  ...['id', 'kind', 'at', 'rows_read', 'rows_new', 'rows_changed', 'rows_unchanged', 'rows_rejected'],
  ...['per_location', 'notices'],
];

/** What came of an import, kept for the next file of its kind to be compared with. */
export async function keepRun(
  work: Work,
  soort: string,
  at: string,
  { counts, rejectedRows }: ReportBuilder,
  perLocation: ReadonlyMap<string, number>,
  alarms: readonly string[],
): Promise<void> {
  const { gelezen, nieuw, gewijzigd, ongewijzigd } = counts;
  const numbers = [gelezen, nieuw, gewijzigd, ongewijzigd, rejectedRows];
  const texts = [JSON.stringify(Object.fromEntries(perLocation)), JSON.stringify(alarms)];
  await work.insert('import_run', COLUMNS, [[newId(), soort, at, ...numbers, ...texts]]);
}
