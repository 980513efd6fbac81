import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, instant, text } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** Where schools want to hear of their meldingen. */
export class SchoolMail1795680000000 implements MigrationInterface {
  name = 'SchoolMail1795680000000';

  async up(runner: QueryRunner): Promise<void> {
    const columns = { location: code(6), email: text(), changed_at: instant() };
    await createTable(runner, 'school_mail', columns, ['location']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('school_mail');
  }
}
