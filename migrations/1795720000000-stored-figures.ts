import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, id, instant, integer, json } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Figures of a closed school year as they were stored, to be signed. */
export class StoredFigures1795720000000 implements MigrationInterface {
  name = 'StoredFigures1795720000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'stored_figure',
      {
        id: id(),
        kind: code(30),
        school_year: integer(),
        definition: code(200),
        data_date: day(),
        made_at: instant(),
        made_by: code(60),
        counts: json(),
        digest: code(64),
      },
      ['id'],
      { ix_stored_figure: { columns: ['kind', 'school_year', 'made_at'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('stored_figure');
  }
}
