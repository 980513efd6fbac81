import { freeToUse } from '../../access/restriction';
import type { ExportTable } from './export-table';
import { numberOf } from './number-of';

interface Row {
  id: string;
  rule: string;
  pupil: string;
  pgn: string;
  location: string;
  from_date: string;
  until_date: string | null;
  hundredths: number | null;
  status: string;
  dossier: string | null;
  role: string | null;
  employee: string | null;
}

const SQL = `
  SELECT s.id, s.rule, p.pgn, p.id AS "pupil", s.location, s.from_date, s.until_date, s.hundredths, s.status,
         d.id AS "dossier", d.role, d.employee
    FROM signal s JOIN pupil p ON p.id = s.pupil_id LEFT JOIN dossier d ON d.id = s.dossier_id
   WHERE ${freeToUse('p.id')} ORDER BY s.id`;

/** Contract section 2: withdrawn signals too; sweep rules have no location, end or hours. */
export const signalExport: ExportTable = {
  columns: [
    ...['signaal', 'regel', 'pgn', 'brin', 'vestiging', 'begindatum', 'einddatum', 'uren'],
    ...['status', 'dossier', 'rol', 'medewerker'],
  ],
  async *rows(read, encryption) {
    for await (const row of read.stream<Row>(SQL)) {
      yield [
        ...[row.id, row.rule, numberOf(encryption, row), row.location.slice(0, 4), row.location],
        ...[row.from_date, row.until_date, row.hundredths === null ? null : { hundredths: row.hundredths }],
        ...[row.status, row.dossier, row.role, row.employee],
      ];
    }
  },
};
