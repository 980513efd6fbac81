import type { MigrationInterface, QueryRunner } from 'typeorm';
import { text } from '../src/platform/database/columns';
import { addColumns } from './migration-table';

/** The file of a trial, kept until its sender imports it. */
export class ImportFile1795691000000 implements MigrationInterface {
  name = 'ImportFile1795691000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'import_job', { file: text({ nullable: true }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE import_job DROP COLUMN file');
  }
}
