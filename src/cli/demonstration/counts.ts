import type { Sql } from '../../platform/database/sql';

export interface DemoCounts {
  leerlingen: number;
  verzuimregistraties: number;
  /** signals that stand, per regel */
  signalen: Record<string, number>;
  /** open dossiers */
  dossiers: number;
  toegewezen: number;
  verdeelbak: number;
}

/** What the demonstration holds. */
export async function countDemo(read: Sql): Promise<DemoCounts> {
  const count = async (sql: string): Promise<number> => (await read.get<{ n: number }>(sql))!.n;
  const rules = await read.all<{ rule: string; n: number }>(
    `SELECT rule, COUNT(*) AS "n" FROM signal WHERE status <> 'ingetrokken' GROUP BY rule ORDER BY rule`,
  );
  const open = `SELECT COUNT(*) AS "n" FROM dossier WHERE status <> 'afgesloten'`;
  return {
    leerlingen: await count('SELECT COUNT(*) AS "n" FROM pupil'),
    verzuimregistraties: await count('SELECT COUNT(*) AS "n" FROM absence_record'),
    signalen: Object.fromEntries(rules.map(({ rule, n }) => [rule, n])),
    dossiers: await count(open),
    toegewezen: await count(`${open} AND employee IS NOT NULL`),
    verdeelbak: await count(`${open} AND employee IS NULL`),
  };
}
