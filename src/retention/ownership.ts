import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database';
import type { Sql, Work } from '../platform/database/sql';
import { LooseEnds } from './loose-ends';

/** Columns that name the owner of a row, and the table of that owner. */
const OWNERS: Record<string, string> = {
  pupil_id: 'pupil',
  dossier_id: 'dossier',
  to_dossier_id: 'dossier',
  signal_id: 'signal',
  melding_id: 'melding',
  trajectory_id: 'trajectory',
  plan_id: 'trajectory_plan',
  goal_id: 'trajectory_goal',
  leaver_id: 'leaver',
  record_id: 'absence_record',
  term_id: 'term',
  item_id: 'dossier_item',
  warm_handover_id: 'warm_handover',
};
/** Columns that may name a thing of any table; `code` where it is a text. */
const ANY_OWNER: readonly [table: string, column: string, meaning: 'id' | 'code'][] = [
  ['outbox', 'subject', 'code'],
  ['state_change', 'object_id', 'id'],
  ['term', 'subject_id', 'id'],
  ['event_delivery', 'object_id', 'id'],
  ['mail', 'fact', 'code'],
];
/**
 * The log, with its index, keeps that something was done; the lists keep what was decided and empty their own ids; in a snapshot of
 * figures somebody becomes nobody, so that it still counts the same.
 */
const KEPT = ['audit_entry', 'audit_pupil', 'destruction_item', 'vsv_snapshot_person'];

export interface Owned {
  table: string;
  column: string;
  hasId: boolean;
}

/** Numbers of rows that went, per table. */
export type RowCounts = Map<string, number>;

/** What belongs to what, read from the schema: a table that is added later is found by its columns. */
@Injectable()
export class Ownership {
  private owned: Map<string, Owned[]> | null = null;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LooseEnds) private readonly looseEnds: LooseEnds,
  ) {}

  /** Destroys these rows and everything that hangs on them, whatever the table. Gives the numbers of rows per table. */
  async destroy(work: Work, table: string, ids: readonly string[], counts: RowCounts = new Map()): Promise<RowCounts> {
    if (ids.length === 0) return counts;
    await this.looseEnds.before(work, table, ids, counts);
    for (const child of this.of(table)) {
      if (child.hasId) await this.destroy(work, child.table, await this.ids(work, child, ids), counts);
      else await remove(work, child.table, child.column, ids, counts);
    }
    for (const [other, column, meaning] of ANY_OWNER) await remove(work, other, column, ids, counts, meaning);
    await remove(work, table, 'id', ids, counts);
    return counts;
  }

  /** The tables whose rows belong to rows of this one. */
  of(table: string): readonly Owned[] {
    this.owned ??= this.read();
    return this.owned.get(table) ?? [];
  }

  /** Every table with something of a pupil, by whatever way it belongs to one. */
  ofPupils(): Set<string> {
    const found = new Set<string>();
    const walk = (table: string): void => {
      if (found.has(table)) return;
      found.add(table);
      for (const child of this.of(table)) walk(child.table);
    };
    walk('pupil');
    for (const [table] of ANY_OWNER) found.add(table);
    return found;
  }

  private read(): Map<string, Owned[]> {
    const found = new Map<string, Owned[]>();
    for (const { tableName: table, columns } of this.database.dataSource.entityMetadatas) {
      if (KEPT.includes(table)) continue;
      const names = columns.map((one) => one.databaseName);
      for (const column of names) {
        const owner = OWNERS[column];
        if (!owner || owner === table) continue;
        found.set(owner, [...(found.get(owner) ?? []), { table, column, hasId: names.includes('id') }]);
      }
    }
    return found;
  }

  private async ids(sql: Sql, { table, column }: Owned, owners: readonly string[]): Promise<string[]> {
    const these = sql.oneOf(column, owners);
    const rows = await sql.all<{ id: string }>(`SELECT id FROM ${table} WHERE ${these.sql}`, [these.value]);
    return rows.map((row) => row.id);
  }
}

async function remove(
  work: Work,
  table: string,
  column: string,
  ids: readonly string[],
  counts: RowCounts,
  meaning: 'id' | 'code' = 'id',
): Promise<void> {
  const these = work.oneOf(column, ids, meaning);
  const gone = await work.run(`DELETE FROM ${table} WHERE ${these.sql}`, [these.value]);
  if (gone > 0) counts.set(table, (counts.get(table) ?? 0) + gone);
}
