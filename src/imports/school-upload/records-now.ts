import type { AbsenceRow } from '../../absence/absence-store';
import type { AbsenceKind } from '../../law/facts';
import type { Day } from '../../law/day';
import type { Sql } from '../../platform/database/sql';
import type { Encryption } from '../../platform/encryption';
import { cell } from '../../platform/place';
import { pupil as table } from '../../registry/tables';

export interface RecordKey {
  brin: string;
  number: string;
}

interface Stored extends RecordKey {
  pupil: string;
  pgn: string;
  location: string;
  day: Day;
  hundredths: number;
  kind: AbsenceKind;
  whole: number;
  reason: string | null;
}

export const keyOf = ({ brin, number }: RecordKey): string => `${brin} ${number}`;

/** How these records stand now, as rows that can be sent again; those that do not exist are left out. */
export async function recordsNow(
  sql: Sql,
  encryption: Encryption,
  keys: readonly RecordKey[],
): Promise<Map<string, AbsenceRow>> {
  const found = new Map<string, AbsenceRow>();
  for (const brin of new Set(keys.map((key) => key.brin))) {
    const these = sql.oneOf(
      'a.number',
      keys.filter((key) => key.brin === brin).map((key) => key.number),
      'code',
    );
    const rows = await sql.all<Stored>(
      `SELECT a.brin, a.number, p.id AS "pupil", p.pgn, a.location, a.day, a.hundredths, a.kind, a.whole_day AS "whole", a.reason
       FROM absence_record a JOIN pupil p ON p.id = a.pupil_id WHERE a.brin = ? AND ${these.sql}`,
      [brin, these.value],
    );
    for (const row of rows) found.set(keyOf(row), asRow(row, encryption));
  }
  return found;
}

function asRow({ brin, number, pupil, pgn, kind, whole, ...row }: Stored, encryption: Encryption): AbsenceRow {
  if (kind === 'ingetrokken') return { brin, number, kind };
  return {
    ...row,
    brin,
    number,
    kind,
    pgn: encryption.decrypt(pgn, cell(table, 'pgn', { id: pupil })),
    wholeDay: whole === 1,
  };
}
