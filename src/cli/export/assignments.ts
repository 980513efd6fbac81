import { freeToUse } from '../../access/restriction';
import type { ExportTable } from './export-table';
import { numberOf } from './number-of';

interface Row {
  id: string;
  pupil: string;
  pgn: string;
  role: string;
  employee: string | null;
  assigned_on: string;
  assignment_reason: string;
}

const SQL = `
  SELECT d.id, p.pgn, p.id AS "pupil", d.role, d.employee, d.assigned_on, d.assignment_reason
    FROM dossier d JOIN pupil p ON p.id = d.pupil_id
   WHERE d.status <> 'afgesloten' AND ${freeToUse('p.id')} ORDER BY d.id`;

/** One row per open dossier; in the verdeelbak `medewerker` is empty. */
export const assignmentExport: ExportTable = {
  columns: ['dossier', 'pgn', 'rol', 'medewerker', 'datum', 'reden'],
  async *rows(read, encryption) {
    for await (const row of read.stream<Row>(SQL)) {
      const { id, role, employee, assigned_on, assignment_reason } = row;
      yield [id, numberOf(encryption, row), role, employee, assigned_on, assignment_reason];
    }
  },
};
