import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id } from '../src/platform/database/columns';
import { addColumns } from './migration-table';

/** The operation that asked for work, so that it can be followed through queue and worker. */
export class OutboxOperation1764016000000 implements MigrationInterface {
  name = 'OutboxOperation1764016000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'outbox', { operation: id({ nullable: true }) });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox DROP COLUMN operation');
  }
}
