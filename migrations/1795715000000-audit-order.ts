import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndexes } from './migration-table';

/** The newest entries of a log are found in the order in which they are shown, however long the log is. */
export class AuditOrder1795715000000 implements MigrationInterface {
  name = 'AuditOrder1795715000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_audit_at');
    await addIndexes(runner, 'audit_entry', { ix_audit_at: { columns: ['at', 'chain', 'seq', 'log'] } });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_audit_at');
    await addIndexes(runner, 'audit_entry', { ix_audit_at: { columns: ['at'] } });
  }
}
