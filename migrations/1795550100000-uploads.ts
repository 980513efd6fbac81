import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, id, instant, integer, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Absence that schools paste or upload, and what is needed to undo it. */
export class Uploads1795550100000 implements MigrationInterface {
  name = 'Uploads1795550100000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'upload',
      {
        id: id(),
        employee: code(60),
        made_at: instant(),
        state: code(10),
        content: text({ nullable: true }),
        rows_total: integer(),
        rows_done: integer(),
        rows_new: integer(),
        rows_changed: integer(),
        rows_unchanged: integer(),
        rows_rejected: integer(),
        rejected: text(),
        finished_at: instant({ nullable: true }),
      },
      ['id'],
      { ix_upload_employee: { columns: ['employee', 'id'] }, ix_upload_state: { columns: ['state'] } },
    );
    await createTable(
      runner,
      'upload_record',
      { upload_id: id(), brin: code(4), number: code(60), was: text({ nullable: true }), became: text() },
      ['upload_id', 'brin', 'number'],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('upload_record');
    await runner.dropTable('upload');
  }
}
