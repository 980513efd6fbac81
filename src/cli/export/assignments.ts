import type { ExportTable } from './export-table';

interface Row {
  id: string;
  pgn: string;
  role: string;
  employee: string | null;
  assigned_on: string;
  assignment_reason: string;
}

const SQL = `
  SELECT d.id, p.pgn, d.role, d.employee, d.assigned_on, d.assignment_reason
    FROM dossier d JOIN pupil p ON p.id = d.pupil_id
   WHERE d.status <> 'afgesloten' ORDER BY d.id`;

/** One row per open dossier; in the verdeelbak `medewerker` is empty. */
export const assignmentExport: ExportTable = {
  columns: ['dossier', 'pgn', 'rol', 'medewerker', 'datum', 'reden'],
  freeText: ['reden'],
  async *rows(read, encryption) {
    for await (const row of read.stream<Row>(SQL)) {
      const { id, pgn, role, employee, assigned_on, assignment_reason } = row;
      yield [id, encryption.decrypt(pgn), role, employee, assigned_on, assignment_reason];
    }
  },
};
