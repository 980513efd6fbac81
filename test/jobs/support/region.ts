import { migrations, tables } from '../../../src/cli/schema';
import { openDatabase } from '../../../src/platform/database/open-database';
import { type AuditEntry, CHAIN_START, ENTRY_SELECT, hashOf, unpackPupils } from '../../../src/access/log/entry';
import type { Sql } from '../../../src/platform/database/sql';
import { leerspoor } from '../../support/process';

/** What must be the same after a disturbed run; ids and the choice of employee may differ. */
export interface Region {
  signals: string[];
  absence: number;
  revisions: number;
  /** what may never be: empty where all is well */
  faults: string[];
}

const FAULTS: Record<string, string> = {
  'open dossier without its one current assignment': `
    SELECT d.id FROM dossier d WHERE d.status <> 'afgesloten' AND NOT EXISTS (
      SELECT 1 FROM assignment a WHERE a.dossier_id = d.id
         AND a.id = (SELECT b.id FROM assignment b WHERE b.dossier_id = d.id ORDER BY b.id DESC LIMIT 1)
         AND COALESCE(a.employee, '') = COALESCE(d.employee, '') AND a.reason = d.assignment_reason)`,
  'dossier in the verdeelbak without a reason':
    "SELECT id FROM dossier WHERE employee IS NULL AND COALESCE(assignment_reason, '') = ''",
  'two open dossiers for one pupil and regime': `
    SELECT pupil_id AS id FROM dossier WHERE status <> 'afgesloten' GROUP BY pupil_id, regime HAVING COUNT(*) > 1`,
  'signal without a dossier':
    "SELECT id FROM signal WHERE dossier_id IS NULL AND rule <> 'ziekteverzuim' AND status <> 'ingetrokken'",
  'dossier without a signal':
    'SELECT id FROM dossier WHERE id NOT IN (SELECT dossier_id FROM signal WHERE dossier_id IS NOT NULL)',
  'signal without history': 'SELECT id FROM signal WHERE id NOT IN (SELECT signal_id FROM signal_change)',
  'assignment of no dossier': 'SELECT id FROM assignment WHERE dossier_id NOT IN (SELECT id FROM dossier)',
  'work left behind': 'SELECT id FROM outbox',
};

/** Reads signals as they are exported, and looks for what may never be. */
export async function lookInside(env: Record<string, string>): Promise<Region> {
  const { code, stdout, stderr } = await leerspoor(['export', 'signalen', '--formaat', 'jsonl'], env);
  if (code !== 0) throw new Error(stderr);
  const signals = stdout.trim().split('\n').filter(Boolean);
  const database = await openDatabase({ address: env['LEERSPOOR_DATABASE']!, tables, migrations });
  try {
    const count = async (table: string): Promise<number> =>
      (await database.read.get<{ n: number }>(`SELECT COUNT(*) AS "n" FROM ${table}`))!.n;
    const faults: string[] = [];
    for (const [name, sql] of Object.entries(FAULTS)) {
      for (const { id } of await database.read.all<{ id: string }>(sql)) faults.push(`${name}: ${id}`);
    }
    faults.push(...(await faultsOfAudit(database.read)));
    return {
      signals: signals.map(withoutIds).sort(),
      absence: await count('absence_record'),
      revisions: await count('absence_revision'),
      faults,
    };
  } finally {
    await database.close();
  }
}

/** The audit log whole: every chain unbroken, and every pupil who got a signal named as judged. */
async function faultsOfAudit(sql: Sql): Promise<string[]> {
  const faults: string[] = [];
  const judged = new Set<string>();
  let last = { chain: '', seq: 0, hash: CHAIN_START };
  const all = sql.stream<AuditEntry & { hash: string }>(
    `SELECT ${ENTRY_SELECT}, a.hash FROM audit_entry a ORDER BY a.chain, a.seq`,
  );
  for await (const { hash, ...entry } of all) {
    const before = entry.chain === last.chain ? last : { seq: 0, hash: CHAIN_START };
    if (entry.seq !== before.seq + 1 || hash !== hashOf(before.hash, entry))
      faults.push(`broken chain: ${entry.chain}`);
    last = { chain: entry.chain, seq: entry.seq, hash };
    if (entry.action === 'beoordelen') for (const pupil of unpackPupils(entry.pupils)) judged.add(pupil);
  }
  for (const { id } of await sql.all<{ id: string }>('SELECT DISTINCT pupil_id AS "id" FROM signal')) {
    if (!judged.has(id)) faults.push(`judged and not in the log: ${id}`);
  }
  return faults;
}

function withoutIds(line: string): string {
  const { regel, pgn, brin, vestiging, begindatum, einddatum, uren, status } = JSON.parse(line) as Record<
    string,
    unknown
  >;
  return JSON.stringify([regel, pgn, brin, vestiging, begindatum, einddatum, uren, status]);
}
