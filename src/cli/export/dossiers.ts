import { freeToUse } from '../../access/restriction';
import type { ExportTable } from './export-table';
import { numberOf } from './number-of';

interface Row {
  id: string;
  pupil: string;
  pgn: string;
  regime: string;
  status: string;
  opened_on: string;
  closed_on: string | null;
  role: string;
  employee: string | null;
  municipality: string | null;
  for_closing: number;
}

const SQL = `
  SELECT d.id, p.pgn, p.id AS "pupil", d.regime, d.status, d.opened_on, d.closed_on, d.role, d.employee, d.municipality, d.for_closing
    FROM dossier d JOIN pupil p ON p.id = d.pupil_id WHERE ${freeToUse('p.id')} ORDER BY d.id`;

/** Every dossier, closed ones too. `te_sluiten`: all its signals were withdrawn. */
export const dossierExport: ExportTable = {
  columns: [
    ...['dossier', 'pgn', 'regime', 'status', 'geopend', 'gesloten'],
    ...['rol', 'medewerker', 'gemeente', 'te_sluiten'],
  ],
  async *rows(read, encryption) {
    for await (const row of read.stream<Row>(SQL)) {
      yield [
        ...[row.id, numberOf(encryption, row), row.regime, row.status, row.opened_on, row.closed_on],
        ...[row.role, row.employee, row.municipality, row.for_closing === 1 ? 'ja' : 'nee'],
      ];
    }
  },
};
