import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, flag, id, instant, integer } from '../src/platform/database/columns';
import { createTable } from './migration-table';

const TABLES = ['vsv_snapshot', 'vsv_snapshot_person', 'vsv_target'];

/** The vsv statistic as it was stored, and what is aimed for. */
export class VsvSnapshots1795550000000 implements MigrationInterface {
  name = 'VsvSnapshots1795550000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'vsv_snapshot',
      {
        id: id(),
        school_year: integer(),
        state: code(12),
        definition: code(120),
        data_date: day(),
        made_at: instant(),
        people: integer(),
        statuses_known: flag(),
        digest: code(64),
      },
      ['id'],
      {
        ux_vsv_snapshot: { columns: ['school_year'], unique: true, where: "state = 'definitief'" },
        ix_vsv_snapshot: { columns: ['school_year', 'state', 'made_at'] },
      },
    );
    await createTable(
      runner,
      'vsv_snapshot_person',
      {
        snapshot_id: id(),
        pupil_id: id(),
        municipality: code(4, { nullable: true }),
        location: code(6),
        rank: code(2),
        reason: code(30),
      },
      ['snapshot_id', 'pupil_id'],
    );
    await createTable(
      runner,
      'vsv_target',
      {
        area_kind: code(10),
        area: code(4),
        school_year: integer(),
        level: code(30),
        hundredths: integer(),
        source: code(200),
        changed_at: instant(),
      },
      ['area_kind', 'area', 'school_year', 'level'],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
