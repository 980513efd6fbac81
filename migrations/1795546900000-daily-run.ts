import type { MigrationInterface, QueryRunner } from 'typeorm';
import { code, day, instant } from '../src/platform/database/columns';
import { createTable } from './migration-table';

/** The work that is asked for once a day: what was asked for already. */
export class DailyRun1795546900000 implements MigrationInterface {
  name = 'DailyRun1795546900000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'daily_run', { kind: code(40), day: day(), asked_at: instant() }, ['kind', 'day']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('daily_run');
  }
}
