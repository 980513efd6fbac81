import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, flag, id, instant, integer, json, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Files sent to the server and how far their import is. */
export class ImportJob1764013000000 implements MigrationInterface {
  name = 'ImportJob1764013000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'import_job',
      {
        id: id(),
        kind: code(30),
        employee: code(60),
        trial: flag(),
        state: code(10),
        started_at: instant(),
        alive_at: instant(),
        ended_at: instant({ nullable: true }),
        rows_read: integer(),
        report: json({ nullable: true }),
        fault: text({ nullable: true }),
        mend: text({ nullable: true }),
      },
      ['id'],
      { ix_import_job_started: { columns: ['started_at'] } },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('import_job');
  }
}
